// Loaded through `module.register`, into the thread that resolves imports.
import { nodeTestHooks } from './nodeTestHooks.ts';

export const { resolve } = nodeTestHooks(new URL('./nodeTestImport.mjs', import.meta.url).href);
