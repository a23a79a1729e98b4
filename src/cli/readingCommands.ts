/** The commands that only read files. */
export { addAnnotate } from './annotateCommand.ts';
export { addConvert } from './convertCommand.ts';
export { addDiff } from './diffCommand.ts';
export { addDisassemble } from './disassembleCommand.ts';
export { addFormats } from './formatsCommand.ts';
export { addHeap } from './heapCommand.ts';
export { addReport } from './reportCommand.ts';
