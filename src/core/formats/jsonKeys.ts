/** Keys of an object that are known by their bytes; they are ASCII. */
export class JsonKeys {
  private readonly names: readonly string[];
  private readonly encoded: readonly Uint8Array[];

  constructor(names: readonly string[]) {
    this.names = names;
    this.encoded = names.map((name) => Uint8Array.from(name, (letter) => letter.charCodeAt(0)));
  }

  /** The index of the key at `start` up to `end`, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const { encoded } = this;
    for (let index = 0; index < encoded.length; index++) {
      const name = encoded[index];
      if (name?.length === end - start && isAt(bytes, start, name)) return index;
    }
    return -1;
  }

  indexOf(name: unknown): number {
    return this.names.findIndex((known) => known === name);
  }
}

function isAt(bytes: Uint8Array, start: number, name: Uint8Array): boolean {
  let index = 0;
  while (index < name.length && bytes[start + index] === name[index]) index++;
  return index === name.length;
}
