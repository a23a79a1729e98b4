import { at } from '../core/model/at.ts';
import { Float64Column } from '../core/model/column.ts';

/** Functions of the running kernel and its modules, each up to the next one. */
export class KernelNames {
  private readonly addresses: Float64Array;
  private readonly names: readonly string[];

  /** Of the text of `/proc/kallsyms`; nothing where the machine hides the addresses, which are all zero then. */
  static parse(text: string): KernelNames | undefined {
    const addresses = new Float64Column();
    const names: string[] = [];
    // ffffffff81000000 T _stext, or with its module: ffffffffc0000000 t init_once [ext4]
    for (const line of text.split('\n')) {
      const space = line.indexOf(' ');
      if (space < 8 || space > 16 || !'tTwW'.includes(line.charAt(space + 1))) continue;
      const address = signedAddress(line.slice(0, space));
      if (address === 0) continue;
      addresses.push(address);
      const module = line.indexOf('\t');
      names.push(line.slice(space + 3, module < 0 ? undefined : module));
    }
    return names.length === 0 ? undefined : new KernelNames(addresses.finish(), names);
  }

  private constructor(addresses: Float64Array, names: readonly string[]) {
    const order = Array.from(addresses.keys()).sort((a, b) => at(addresses, a) - at(addresses, b));
    this.addresses = Float64Array.from(order, (row) => at(addresses, row));
    this.names = order.map((row) => at(names, row));
  }

  addressOf(name: string): number | undefined {
    const row = this.names.indexOf(name);
    return row < 0 ? undefined : this.addresses[row];
  }

  at(address: number): string | undefined {
    let low = 0;
    let high = this.addresses.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(this.addresses, middle) <= address) low = middle + 1;
      else high = middle;
    }
    return this.names[low - 1];
  }
}

/** 64-bit numbers as the model has them: the kernel's are near zero, and a double holds them. */
function signedAddress(hex: string): number {
  const digits = hex.padStart(16, '0');
  return (parseInt(digits.slice(0, 8), 16) | 0) * 2 ** 32 + parseInt(digits.slice(8), 16);
}
