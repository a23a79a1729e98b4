import { at } from '../core/model/at.ts';
import { countUpTo } from '../core/model/countUpTo.ts';
import { Float64Column, Int32Column } from '../core/model/column.ts';

/** Functions of the running kernel and its modules, each up to the next one. */
export class KernelNames {
  private readonly text: string;
  private readonly addresses: Float64Array;
  /** Where each name begins in the text. */
  private readonly names: Int32Array;

  /** Of the text of `/proc/kallsyms`; nothing where the machine hides the addresses, which are all zero then. */
  static parse(text: string): KernelNames | undefined {
    const addresses = new Float64Column();
    const names = new Int32Column();
    // ffffffff81000000 T _stext, or with its module: ffffffffc0000000 t init_once [ext4]
    for (let line = 0; line < text.length; line = endOfLine(text, line) + 1) {
      const space = text.indexOf(' ', line);
      if (space - line < 8 || space - line > 16 || !'tTwW'.includes(text.charAt(space + 1))) continue;
      const address = signedAddress(text, line, space);
      if (address === 0) continue;
      addresses.push(address);
      names.push(space + 3);
    }
    return names.length === 0 ? undefined : new KernelNames(text, addresses.finish(), names.finish());
  }

  private constructor(text: string, addresses: Float64Array, names: Int32Array) {
    this.text = text;
    // The text is in order but for its modules, of which a plain array's sort makes use and a typed one's does not.
    const order = Array.from(addresses.keys()).sort((a, b) => (addresses[a] ?? 0) - (addresses[b] ?? 0));
    this.addresses = Float64Array.from(order, (row) => at(addresses, row));
    this.names = Int32Array.from(order, (row) => at(names, row));
  }

  addressOf(name: string): number | undefined {
    const row = this.names.findIndex((start) => this.text.startsWith(name, start) && this.nameAt(start) === name);
    return row < 0 ? undefined : this.addresses[row];
  }

  at(address: number): string | undefined {
    const count = countUpTo(this.addresses, address);
    return count === 0 ? undefined : this.nameAt(at(this.names, count - 1));
  }

  private nameAt(start: number): string {
    const [name = ''] = this.text.slice(start, endOfLine(this.text, start)).split('\t');
    return name;
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** 64-bit numbers as the model has them: the kernel's are near zero, and a double holds them. */
function signedAddress(text: string, start: number, end: number): number {
  const half = Math.max(start, end - 8);
  return (hexNumber(text, start, half) | 0) * 2 ** 32 + hexNumber(text, half, end);
}

/** Digits one by one: a kernel has a hundred thousand functions. */
function hexNumber(text: string, start: number, end: number): number {
  let number = 0;
  for (let place = start; place < end; place++) {
    const code = text.charCodeAt(place) | 0x20;
    number = number * 16 + (code < 0x61 ? code - 0x30 : code - 0x57);
  }
  return number;
}
