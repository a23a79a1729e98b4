// Opens a snapshot with what its first view needs, in a process of its own. Prints what it cost.
import { openHeap } from '../../src/capture/openHeap.ts';
import { classTotals } from '../../src/core/analysis/heap/classTotals.ts';

const examined = openHeap(process.argv[2] ?? '');
const classes = classTotals(examined).length;
console.log(JSON.stringify({ objects: examined.retained.length, classes, retained: examined.retained[0] }));
