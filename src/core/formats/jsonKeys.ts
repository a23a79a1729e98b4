/** Keys of an object that are known by their bytes; they are ASCII. */
export class JsonKeys {
  private readonly names: readonly string[];
  /** With their quotes. */
  private readonly encoded: readonly Uint8Array[];
  /** Follows the key that was found last: most writers keep to an order. */
  private next = 0;

  constructor(names: readonly string[]) {
    this.names = names;
    this.encoded = names.map((name) => Uint8Array.from(`"${name}"`, (letter) => letter.charCodeAt(0)));
  }

  /** The index of the key that stands at `start` without escapes; -1 when none does. */
  standingAt(bytes: Uint8Array, start: number): number {
    const { encoded } = this;
    for (let tried = 0, index = this.next; tried < encoded.length; tried++, index++) {
      if (index >= encoded.length) index = 0;
      const name = encoded[index];
      if (name === undefined || !isAt(bytes, start, name)) continue;
      this.next = index + 1;
      return index;
    }
    return -1;
  }

  /** How many bytes a key has, with its quotes. */
  lengthOf(index: number): number {
    return this.encoded[index]?.length ?? 0;
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
