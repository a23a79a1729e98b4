import { at } from '../../model/at.ts';
import type { ProfileBuilder } from '../../model/builder.ts';
import { functionCategory } from '../functionCategory.ts';
import type { Frames } from './addCallGraph.ts';
import type { Edge, Vertex } from './callGraph.ts';

/** Vertices by function, places by line. */
export class SourceFrames implements Frames {
  private readonly builder: ProfileBuilder;
  private readonly thread: number;
  private readonly functions: readonly number[];

  constructor(builder: ProfileBuilder, vertices: readonly Vertex[], thread: number) {
    this.builder = builder;
    this.thread = thread;
    this.functions = functionsOf(builder, vertices);
  }

  root(vertex: number): number {
    return this.builder.node(-1, at(this.functions, vertex), this.thread);
  }

  call(node: number, _from: number, { to, place, inlined }: Edge): number {
    const child = this.builder.node(node, at(this.functions, to), this.thread, place);
    if (inlined) this.builder.markInlined(child);
    return child;
  }

  weigh(node: number, _vertex: number, place: number, cost: number): void {
    // Counted, not sampled.
    this.builder.weigh(node, cost, 0);
    this.builder.line(node, place, cost);
  }
}

/** Functions that callgrind tells apart by the depth of their recursion, `f'2`, are one. */
function functionsOf(builder: ProfileBuilder, vertices: readonly Vertex[]): number[] {
  const named = vertices.map(({ name, file, object }) => ({ name: name.replace(/'\d+$/, ''), file: file || object }));
  const keys = named.map(({ name, file }) => `${name}\0${file}`);
  // The file does not say where a function starts: the first line of it that ran is near.
  const first = new Map<string, number>();
  for (const [vertex, { file, self, out }] of vertices.entries()) {
    const key = at(keys, vertex);
    for (const line of file === '' ? [] : [...self.keys(), ...out.map(({ place }) => place)]) {
      if (line > 0) first.set(key, Math.min(line, first.get(key) ?? line));
    }
  }
  return named.map(({ name, file }, vertex) =>
    builder.function({
      name,
      file,
      line: first.get(at(keys, vertex)) ?? 0,
      column: 0,
      category: functionCategory(name, at(vertices, vertex).file),
    }),
  );
}
