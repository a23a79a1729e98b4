/** The commands that need a program: what measures it is not loaded for the others. */
export { addAttach } from './attachCommand.ts';
export { addLeaks } from './leaksCommand.ts';
export { addProfile } from './profileCommand.ts';
export { addSnapshot } from './snapshotCommand.ts';
export { addTools } from './toolsCommand.ts';
