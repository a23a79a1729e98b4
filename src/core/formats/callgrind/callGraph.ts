import { at } from '../../model/at.ts';

/** One function of a program, or the part of it that a compiler took from another file. */
export interface Vertex {
  readonly name: string;
  /** Source file; empty when it is not known. */
  readonly file: string;
  /** The file with its machine code. */
  readonly object: string;
  /** Self cost by place: a line of `file`, or an instruction of `object`. */
  readonly self: Map<number, number>;
  readonly out: Edge[];
}

/** The cost of all calls from one place in a function to another function, with all that was called from there. */
export interface Edge {
  readonly to: number;
  /** In the caller; 0 when it is not known. */
  readonly place: number;
  readonly inlined: boolean;
  cost: number;
}

/** Who called whom, and what it cost. */
export class CallGraph {
  readonly vertices: Vertex[] = [];
  private readonly ids = new Map<string, number>();
  private readonly edges = new Map<string, Edge>();

  vertex(object: string, file: string, name: string): number {
    return this.intern(`${object}\0${file}\0${name}`, { object, file, name });
  }

  /** The part of a function that stands in another file: code inlined from there, whose function nobody says. */
  part(whole: number, file: string): number {
    const { object, name, file: home } = at(this.vertices, whole);
    return file === home ? whole : this.intern(`${whole}\0${file}`, { object, file, name });
  }

  addSelf(vertex: number, place: number, cost: number): void {
    const { self } = at(this.vertices, vertex);
    self.set(place, (self.get(place) ?? 0) + cost);
  }

  addEdge(from: number, to: number, place: number, cost: number, inlined = false): void {
    const key = `${from} ${to} ${place}`;
    const known = this.edges.get(key);
    if (known !== undefined) {
      known.cost += cost;
      return;
    }
    const edge = { to, place, inlined, cost };
    this.edges.set(key, edge);
    at(this.vertices, from).out.push(edge);
  }

  private intern(key: string, named: Omit<Vertex, 'self' | 'out'>): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.vertices.push({ ...named, self: new Map(), out: [] }) - 1;
      this.ids.set(key, id);
    }
    return id;
  }
}
