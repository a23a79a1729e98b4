import { readFileSync } from 'node:fs';
import { run } from './nativeTools.ts';

/** Addresses of the instructions that objdump says were compiled from a line. */
export function instructionsOf(binary: string, source: string, line: number): number[] {
  const found: number[] = [];
  let isHere = false;
  for (const text of run('objdump', ['-d', '-l', '--no-show-raw-insn', binary]).split('\n')) {
    const position = /^(\/.*):(\d+)(?: \(discriminator \d+\))?$/.exec(text);
    if (position !== null) isHere = position[1] === source && Number(position[2]) === line;
    const address = /^ *([0-9a-f]+):\t/.exec(text)?.[1];
    if (isHere && address !== undefined) found.push(parseInt(address, 16));
  }
  if (found.length === 0) throw new Error(`No instruction of ${binary} is of line ${line} of ${source}.`);
  return found;
}

/** Where an address is in the file, by `readelf`'s word for it. */
export function offsetOf(binary: string, address: number): number {
  for (const text of run('readelf', ['-lW', binary]).split('\n')) {
    const [type, offset, start, , size] = text
      .trim()
      .split(/\s+/)
      .map((field, index) => (index === 0 ? field : Number(field)));
    if (type === 'LOAD' && address >= Number(start) && address < Number(start) + Number(size))
      return address - Number(start) + Number(offset);
  }
  throw new Error(`No segment of ${binary} holds ${address}.`);
}

/** The line of a source file with a comment. */
export function markedLine(file: string, mark: string): number {
  const line =
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes(mark)) + 1;
  if (line === 0) throw new Error(`${file} has no line with ${mark}.`);
  return line;
}
