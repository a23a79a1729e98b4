/** Fields of a slot: both numbers of the pair, the value + 1 (0: the slot is free), and one that keeps slots in one cache line. */
const slotSize = 4;

/** Slots that are looked at side by side, two cache lines, before a pair goes elsewhere. */
const neighbours = 8;

/** A map from pairs of 32-bit integers to row numbers, without an object, a string or a double for any of them. */
export class PairTable {
  private slots: Int32Array;
  size = 0;

  /** Has room for that many pairs before it grows. */
  constructor(expected = 0) {
    this.slots = new Int32Array(slotSize * 2 ** Math.ceil(Math.log2(2 * Math.max(32, expected))));
  }

  /** The value of a pair, or -1. */
  get(a: number, b: number): number {
    return (this.slots[this.slotOf(a, b) + 2] ?? 0) - 1;
  }

  /** The value of a pair, which becomes `value` when it has none. */
  intern(a: number, b: number, value: number): number {
    const slot = this.slotOf(a, b);
    const known = this.slots[slot + 2] ?? 0;
    if (known !== 0) return known - 1;
    this.slots[slot] = a;
    this.slots[slot + 1] = b;
    this.slots[slot + 2] = value + 1;
    if (++this.size * 2 * slotSize > this.slots.length) this.grow();
    return value;
  }

  /**
   * Where a pair is, or the free slot where it belongs. At least half of the slots are free. Pairs with neighbouring `a` stand
   * side by side, as profiles come in the order of their nodes; where that is full, each goes on in steps of its own.
   */
  private slotOf(a: number, b: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let slot = (2 * a * slotSize) & mask;
    for (let tried = 0; tried < neighbours; tried++) {
      if (isAt(slots, slot, a, b)) return slot;
      slot = (slot + slotSize) & mask;
    }
    const hash = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca77);
    // Odd, so that the steps come to every slot.
    const step = ((hash ^ (hash >>> 15)) | 1) * slotSize;
    do slot = (slot + step) & mask;
    while (!isAt(slots, slot, a, b));
    return slot;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(2 * old.length);
    for (let from = 0; from < old.length; from += slotSize) {
      if (old[from + 2] === 0) continue;
      const to = this.slotOf(old[from] ?? 0, old[from + 1] ?? 0);
      for (let field = 0; field < slotSize; field++) this.slots[to + field] = old[from + field] ?? 0;
    }
  }
}

function isAt(slots: Int32Array, slot: number, a: number, b: number): boolean {
  return slots[slot + 2] === 0 || (slots[slot] === a && slots[slot + 1] === b);
}
