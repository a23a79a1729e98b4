import { printable } from '../text/printable.ts';
import type { LineText } from '../analysis/insights/finding.ts';
import type { Unit } from '../model/profile.ts';
import { formatCount } from '../text/formatCount.ts';
import { formatShare } from '../text/formatShare.ts';
import { formatWeight } from '../text/formatWeight.ts';

/** One instruction of a function. */
export interface Instruction {
  readonly address: number;
  readonly text: string;
  /** Where it was compiled from; empty and 0 when that is not known. */
  readonly file: string;
  readonly line: number;
  /** Of the samples that ended on it, in the profile's unit. */
  readonly weight: number;
}

/** A compiled function. */
export interface MachineCode {
  readonly name: string;
  /** Path of the file that it is in. */
  readonly binary: string;
  readonly instructions: readonly Instruction[];
}

/** A row of `machineCodeText`. */
export interface CodeRow {
  readonly text: string;
  /** On the rows of source lines, with the place that they are of. */
  readonly place?: { readonly file: string; readonly line: number };
  readonly instruction?: Instruction;
}

export interface CodeTextOptions {
  /** What shares are of. */
  readonly sum: number;
  readonly unit: Unit;
  readonly lineText: LineText;
  /** What to print for a file's path. */
  readonly shorten: (file: string) => string;
}

const shareWidth = 8;

/** A function's instructions with the share of each, below the source lines that they were compiled from. */
export function machineCodeText({ name, binary, instructions }: MachineCode, options: CodeTextOptions): CodeRow[] {
  const { sum, unit, lineText, shorten } = options;
  const self = instructions.reduce((total, { weight }) => total + weight, 0);
  const count = `${formatCount(instructions.length)} instructions`;
  const rows: CodeRow[] = [
    { text: printable(name) },
    { text: `${formatShare(self / sum)} · ${formatWeight(self, unit)} in ${count} of ${printable(shorten(binary))}` },
  ];
  const addressWidth = (instructions.at(-1)?.address ?? 0).toString(16).length;
  let above = '';
  for (const instruction of instructions) {
    const { address, file, line, weight, text } = instruction;
    const place = file === '' ? '' : `${shorten(file)}:${line}`;
    if (place !== above || rows.length === 2) {
      const source = file === '' ? '' : (lineText(file, line)?.trim().replaceAll('\t', ' ') ?? '');
      rows.push(
        { text: '' },
        { text: printable(`${place || '(no line)'}  ${source}`.trimEnd()), place: { file, line } },
      );
    }
    above = place;
    const share = weight > 0 ? formatShare(weight / sum) : '';
    const column = address.toString(16).padStart(addressWidth);
    rows.push({ text: printable(`${share.padStart(shareWidth)}  ${column}  ${spaced(text)}`.trimEnd()), instruction });
  }
  return rows;
}

/** The mnemonic in a column of its own. */
function spaced(text: string): string {
  const [, mnemonic = '', operands = ''] = /^(\S+)\s*(.*)$/.exec(text) ?? [];
  return `${mnemonic.padEnd(7)} ${operands}`;
}
