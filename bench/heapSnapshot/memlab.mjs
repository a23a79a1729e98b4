// memlab's reader on a snapshot: objects, dominators and retained sizes, as its analyses ask for them.
import { createRequire } from 'node:module';

// Found through NODE_PATH, which only `require` follows.
const { getFullHeapFromFile } = createRequire(import.meta.url)('@memlab/heap-analysis');

const { nodes } = await getFullHeapFromFile(process.argv[2]);
console.log(JSON.stringify({ objects: nodes.length, retained: nodes.get(0).retainedSize }));
process.exit(0);
