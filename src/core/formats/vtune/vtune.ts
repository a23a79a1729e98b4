import type { Format } from '../format.ts';
import { headOf } from '../json.ts';
import { csvHeader } from './csvTable.ts';
import { readVtune, weightColumn } from './readVtune.ts';

/**
 * Reports of Intel VTune: `vtune -report hotspots|top-down -format csv`, by function, source line or thread, with any delimiter.
 * https://www.intel.com/content/www/us/en/docs/vtune-profiler/user-guide/2025-0/csv-delimiter.html
 */
export const vtune: Format = {
  id: 'vtune',
  name: 'VTune CSV',
  extensions: ['.csv'],
  accepts: (input) => {
    const header = csvHeader(headOf(input).split('\n')[0] ?? '');
    return header !== undefined && weightColumn(header.names) !== undefined;
  },
  read: readVtune,
};
