import module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeTestHooks } from './nodeTestHooks.ts';

type Load = (request: string, parent: { readonly filename?: string } | undefined, isMain: boolean) => unknown;

/** Not in the types of Node 20: what tests require, and newer Node's hooks without a thread. */
interface Modules {
  _load: Load;
  readonly registerHooks?: (hooks: object) => void;
  readonly register?: (url: string) => void;
}

/** Has this process' tests for Node's own runner find Heatline's `nodeTest` instead. */
export function replaceNodeTest(folder: string): void {
  const modules = module as unknown as Modules;
  const url = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  if (modules.registerHooks !== undefined) modules.registerHooks(nodeTestHooks(url('nodeTestImport.mjs')));
  // Older Node has neither, and what it imports is Node's.
  else modules.register?.(url('nodeTestResolve.mjs'));
  const nodeTest = path.join(folder, 'nodeTest.cjs');
  modules._load = new Proxy(modules._load, {
    apply: (load, self, [request, parent, isMain]: Parameters<Load>) =>
      Reflect.apply(load, self, [
        request === 'node:test' && parent?.filename !== nodeTest ? nodeTest : request,
        parent,
        isMain,
      ]),
  });
}
