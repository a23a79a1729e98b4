/** All that reads files of profiles: the threads do, and so it is only loaded when somebody is about to choose a file. */
export { readInput } from '../capture/readInput.ts';
export { formats } from '../core/formats/formats.ts';
export { hasAllocationTraces } from '../core/formats/heapsnapshot/heapsnapshot.ts';
