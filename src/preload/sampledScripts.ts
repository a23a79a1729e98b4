import type { RawProfile } from './collector.ts';

/** In heap profiles a tree; in CPU profiles a list, with children by id. */
interface Node {
  /** v8-profiler-next has numbers for ids. */
  readonly callFrame: { readonly url: string; readonly scriptId: string | number };
  readonly children?: readonly (Node | number)[];
}

/** Ids and URLs of the scripts that the program brought and that have a node in the profile. */
export function sampledScripts(profile: RawProfile): Map<string, string> {
  const { nodes, head } = profile as { nodes?: readonly Node[]; head?: Node };
  const scripts = new Map<string, string>();
  const open: Node[] = [...(nodes ?? []), ...(head === undefined ? [] : [head])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { url, scriptId } = node.callFrame;
    if (isProgramScript(url)) scripts.set(String(scriptId), url);
    for (const child of node.children ?? []) if (typeof child === 'object') open.push(child);
  }
  return scripts;
}

/** Neither Node's own nor WebAssembly, nor code from a string. */
export function isProgramScript(url: string): boolean {
  return url !== '' && !/^(node|wasm):/.test(url);
}
