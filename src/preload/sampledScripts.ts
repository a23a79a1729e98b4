import type { RawProfile } from './collector.ts';

interface CallFrame {
  readonly url?: string;
  readonly scriptId?: string | number;
}

interface Node extends CallFrame {
  /** V8's heap profiles and its CPU profiles; v8-profiler-next's spelling; its CPU tree has neither. */
  readonly callFrame?: CallFrame;
  readonly callframe?: CallFrame;
  /** Ids when the profile is a list of nodes. */
  readonly children?: readonly (Node | number)[];
}

/** Ids of the scripts that the program brought and that have a node in the profile. */
export function sampledScripts(profile: RawProfile): Set<string> {
  const { nodes, head } = profile as { nodes?: readonly Node[]; head?: Node };
  const scripts = new Set<string>();
  const open: Node[] = [...(nodes ?? []), ...(head === undefined ? [] : [head])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { url = '', scriptId } = node.callFrame ?? node.callframe ?? node;
    if (url !== '' && scriptId !== undefined && !/^(node|wasm):/.test(url)) scripts.add(String(scriptId));
    for (const child of node.children ?? []) if (typeof child === 'object') open.push(child);
  }
  return scripts;
}
