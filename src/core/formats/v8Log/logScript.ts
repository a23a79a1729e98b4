import { at } from '../../model/at.ts';
import { countUpTo } from '../../model/countUpTo.ts';
import { categoryOf, pathOf } from '../../model/location.ts';
import type { Input } from '../format.ts';
import { asciiOf, unescapeField } from './logLines.ts';

/** A script in the log, whose text is read when it is asked for: a program has thousands that no sample saw. */
export class LogScript {
  readonly url: string;
  readonly file: string;
  private readonly read: () => string;
  private source: string | undefined;
  private lineStarts: Int32Array | undefined;

  /** @param start and end of its escaped text in the log. */
  constructor(input: Input, url: string, start: number, end: number) {
    this.url = url;
    this.file = pathOf(url);
    this.read = () => unescapeField(asciiOf(input.read(start, end)));
  }

  /** The text that ran. */
  get text(): string {
    return (this.source ??= this.read());
  }

  /** Whether it is the program's, so that somebody may want to read it. */
  get isOfProgram(): boolean {
    const category = categoryOf(this.file);
    return category === 'own' || category === 'dependency';
  }

  /** The 1-based position of an offset in UTF-16 units. */
  position(offset: number): { line: number; column: number } {
    const starts = (this.lineStarts ??= findLines(this.text));
    const line = countUpTo(starts, offset);
    return line === 0 ? { line, column: 0 } : { line, column: offset - at(starts, line - 1) + 1 };
  }
}

function findLines(text: string): Int32Array {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return Int32Array.from(starts);
}
