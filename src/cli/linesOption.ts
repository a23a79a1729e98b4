import { Option } from 'commander';
import { lineChoices } from '../core/analysis/rollUpInlined.ts';

/** `--lines`, for commands that show lines. */
export function linesOption(): Option {
  const description = 'whose line inlined code of libraries is on: its own, or that of your code around it';
  return new Option('--lines <whose>', description).choices(lineChoices).default('innermost');
}
