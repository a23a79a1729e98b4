import { at } from '../model/at.ts';

/** Stacks that are merged function by function, whatever their lines and threads. Parents come before their children. */
export class StackTree {
  /** -1 for the roots. */
  readonly parent: number[] = [];
  readonly function: number[] = [];
  readonly self: number[] = [];
  private readonly ids = new Map<number, number>();
  private readonly functionCount: number;

  /** @param functionCount of the profile's function table. */
  constructor(functionCount: number) {
    this.functionCount = functionCount;
  }

  /** The child of `parent` (-1: the root) that is this function. */
  child(parent: number, fn: number): number {
    const key = (parent + 1) * this.functionCount + fn;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.parent.push(parent) - 1;
      this.function.push(fn);
      this.self.push(0);
      this.ids.set(key, id);
    }
    return id;
  }

  weigh(id: number, weight: number): void {
    this.self[id] = at(this.self, id) + weight;
  }
}
