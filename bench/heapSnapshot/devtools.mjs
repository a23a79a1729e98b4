// The model of Chrome DevTools' heap worker on a snapshot, with its second thread's work done in this one.
import { closeSync, openSync, readSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import { HeapSnapshotLoader } from 'chrome-devtools-frontend/front_end/entrypoints/heap_snapshot_worker/HeapSnapshotLoader.ts';
import { SecondaryInitManager } from 'chrome-devtools-frontend/front_end/entrypoints/heap_snapshot_worker/HeapSnapshot.ts';

// Node 20 has none yet.
Promise.withResolvers ??= () => {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
};
globalThis.self = globalThis;
const { port1, port2 } = new MessageChannel();
new SecondaryInitManager(port1);
const loader = new HeapSnapshotLoader({ sendEvent: () => undefined });
const file = openSync(process.argv[2], 'r');
const piece = Buffer.alloc(2 ** 24);
for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) {
  loader.write(piece.latin1Slice(0, length));
  await new Promise((resolve) => setTimeout(resolve, 0));
}
closeSync(file);
loader.close();
const snapshot = await loader.buildSnapshot(port2);
const classes = Object.keys(snapshot.getAggregatesByClassKey(false, 'all')).length;
console.log(JSON.stringify({ objects: snapshot.nodeCount, classes, retained: snapshot.retainedSizes[0] }));
process.exit(0);
