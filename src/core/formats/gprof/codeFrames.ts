import { at } from '../../model/at.ts';
import type { ProfileBuilder } from '../../model/builder.ts';
import type { Frames } from '../callgrind/addCallGraph.ts';
import type { Edge, Vertex } from '../callgrind/callGraph.ts';

export interface Code {
  /** The file that places of its own are in. */
  readonly module: number;
  /** The byte of it at a place. */
  readonly offsetOf: (place: number) => number;
  /** What one sample or call weighs. */
  readonly weight: number;
  readonly isSampled: boolean;
}

/** Places as machine code that has no names yet. Each is a frame of its own, so that a vertex stands where its caller does. */
export class CodeFrames implements Frames {
  private readonly builder: ProfileBuilder;
  private readonly vertices: readonly Vertex[];
  private readonly code: Code;
  /** Functions that stand for circles, by vertex. */
  private readonly circles = new Map<number, number>();

  constructor(builder: ProfileBuilder, vertices: readonly Vertex[], code: Code) {
    this.builder = builder;
    this.vertices = vertices;
    this.code = code;
    for (const [vertex, { object, out }] of vertices.entries()) {
      if (object !== '') continue;
      const name = `(circle ${this.circles.size + 1}, of ${out.length} functions)`;
      this.circles.set(vertex, builder.function({ name, file: '', line: 0, column: 0, category: 'native' }));
    }
  }

  root(vertex: number): number {
    return this.enter(-1, vertex);
  }

  call(node: number, from: number, { to, place }: Edge): number {
    return this.enter(this.circles.has(from) ? node : this.frame(node, from, place), to);
  }

  weigh(node: number, vertex: number, place: number, cost: number): void {
    const { weight, isSampled } = this.code;
    this.builder.weigh(this.frame(node, vertex, place), cost * weight, isSampled ? cost : 0);
  }

  private enter(node: number, vertex: number): number {
    const circle = this.circles.get(vertex);
    return circle === undefined ? node : this.builder.node(node, circle);
  }

  /** Where a vertex is entered that nobody knows the call of, is its first instruction: it is named by that. */
  private frame(node: number, vertex: number, place: number): number {
    const address = place === 0 ? Number(at(this.vertices, vertex).name) : place;
    const { module, offsetOf } = this.code;
    return this.builder.node(node, this.builder.address(module, offsetOf(address), 'native'));
  }
}
