import type { DistinctValues } from './distinctValues.ts';
import { FileWindow } from './fileWindow.ts';
import { endsInTheMiddle, isNotJson, parseText, tryParse } from './json.ts';
import { JsonKeys } from './jsonKeys.ts';

const byte = {
  lineFeed: 0x0a,
  quote: 0x22,
  minus: 0x2d,
  comma: 0x2c,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  openArray: 0x5b,
  backslash: 0x5c,
  closeArray: 0x5d,
  u: 0x75,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

const noKeys = new JsonKeys([]);

interface NestVisitor {
  readonly open: () => void;
  readonly number: (value: number) => void;
  readonly close: () => void;
}

/**
 * Reads JSON (RFC 8259) byte by byte from a file of any size. Each method reads one whole value, wherever the reader stands, and
 * refuses what `JSON.parse` refuses.
 */
export class JsonReader extends FileWindow {
  /** Whether the file holds an array or object, which only its end can end. */
  private isOpen = false;

  /**
   * The file's only value.
   * @throws HeatlineError when it is not JSON, or not all of it is there.
   */
  file<T>(read: () => T): T {
    this.require(3);
    const [first, second, third] = this.bytes;
    if (first === 0xef && second === 0xbb && third === 0xbf) this.position = 3;
    const start = this.peek();
    this.isOpen = start === byte.openObject || start === byte.openArray;
    const value = read();
    this.isOpen = false;
    if (this.peek() !== 0) this.refuse();
    return value;
  }

  /** Visits each value of an object that has one of these keys, and skips the others; false when the value is no object. */
  object(keys: JsonKeys, visit: (key: number) => void): boolean {
    if (this.peek() !== byte.openObject) {
      this.skip();
      return false;
    }
    this.position++;
    if (this.peek() === byte.closeObject) {
      this.position++;
      return true;
    }
    do {
      const key = this.key(keys);
      if (key < 0) this.skip();
      else visit(key);
    } while (this.continues(byte.closeObject));
    return true;
  }

  /** Visits each value of an array; none when the value is no array. */
  array(visit: () => void): void {
    if (!this.entersArray()) return;
    do visit();
    while (this.continues(byte.closeArray));
  }

  /** A number; NaN when the value is none. */
  number(): number {
    const first = this.peek();
    const { bytes } = this;
    const start = first === byte.minus ? this.position + 1 : this.position;
    let position = start;
    let value = 0;
    let digit = (bytes[position] ?? 0) - byte.zero;
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = (bytes[++position] ?? 0) - byte.zero;
    }
    const length = position - start;
    const next = digit + byte.zero;
    const isWhole = next === byte.comma || next === byte.closeArray || next === byte.closeObject;
    // Beyond 15 digits, adding them up is not exact.
    if (isWhole && length > 0 && length <= 15 && (length === 1 || bytes[start] !== byte.zero)) {
      this.position = position;
      return first === byte.minus ? -value : value;
    }
    if (first === byte.minus || (first >= byte.zero && first <= byte.nine)) return this.anyNumber();
    this.skip();
    return NaN;
  }

  /**
   * Visits an array of numbers block by block; each block but the last is full. What is no number is NaN. V8 ends each row of
   * a snapshot with a line break before the comma.
   */
  numbers(block: Float64Array, visit: (count: number) => void): void {
    if (!this.entersArray()) return;
    let count = 0;
    do {
      count = this.plainNumbers(block, count);
      if (count < block.length) block[count++] = this.number();
      else {
        visit(count);
        count = 0;
        block[count++] = this.number();
      }
    } while (this.continues(byte.closeArray));
    visit(count);
  }

  /** Arrays of numbers and of such arrays, however deep. */
  nested({ open, number, close }: NestVisitor): void {
    let depth = 0;
    do {
      const isArray = this.peek() === byte.openArray;
      if (isArray) {
        this.position++;
        depth++;
        open();
        if (this.peek() !== byte.closeArray) continue;
        this.position++;
        depth--;
        close();
      } else if (depth > 0) number(this.number());
      else this.skip();
      while (depth > 0 && !this.continues(byte.closeArray)) {
        depth--;
        close();
      }
    } while (depth > 0);
  }

  /** The bytes between the quotes of a string, valid until the next call; undefined when the value is none. */
  stringBytes(): Uint8Array | undefined {
    if (this.peek() !== byte.quote) {
      this.skip();
      return undefined;
    }
    this.kept = this.position;
    this.skipString();
    const bytes = this.bytes.subarray(this.kept + 1, this.position - 1);
    this.kept = -1;
    return bytes;
  }

  /** Any value, as `JSON.parse` gives it. */
  value(): unknown {
    this.peek();
    this.kept = this.position;
    this.skip();
    const bytes = this.bytes.subarray(this.kept, this.position);
    this.kept = -1;
    return parseText(this.input, bytes);
  }

  /** The number of an object among the distinct ones; -1 when the value is no object. */
  distinct(values: DistinctValues): number {
    if (this.peek() !== byte.openObject) {
      this.skip();
      return -1;
    }
    const known = values.standingAt(this.words, this.position, this.end);
    if (known >= 0) {
      this.position += values.lengthOf(known);
      return known;
    }
    return this.newDistinct(values);
  }

  /** Most objects end at their first `}`; whether this one does, only `JSON.parse` can tell. */
  private newDistinct(values: DistinctValues): number {
    const ahead = this.bytes.subarray(this.position, this.end);
    const text = ahead.subarray(0, ahead.indexOf(byte.closeObject) + 1);
    const value = tryParse(text);
    if (value !== undefined) {
      this.position += text.length;
      return values.intern(text, () => value);
    }
    this.kept = this.position;
    this.skip();
    const whole = this.bytes.subarray(this.kept, this.position);
    this.kept = -1;
    return values.intern(whole, () => parseText(this.input, whole));
  }

  /** Any value, which is only checked. */
  skip(): void {
    const closers: number[] = [];
    do {
      const first = this.peek();
      if (first === byte.openObject || first === byte.openArray) {
        this.position++;
        const closer = first === byte.openObject ? byte.closeObject : byte.closeArray;
        if (this.peek() === closer) this.position++;
        else {
          closers.push(closer);
          if (closer === byte.closeObject) this.key(noKeys);
          continue;
        }
      } else if (first === byte.quote) this.skipString();
      else if (first === byte.minus || (first >= byte.zero && first <= byte.nine)) this.number();
      else this.skipWord();
      let closer = closers.at(-1);
      while (closer !== undefined && !this.continues(closer)) {
        closers.pop();
        closer = closers.at(-1);
      }
      if (closer === byte.closeObject) this.key(noKeys);
    } while (closers.length > 0);
  }

  /** Reads whole numbers that a comma follows, as far as the window and the block go; what the block then holds. */
  private plainNumbers(block: Float64Array, from: number): number {
    const { bytes } = this;
    let { position } = this;
    let count = from;
    while (count < block.length) {
      const start = position;
      const first = (bytes[start] ?? 0) - byte.zero;
      let value = 0;
      let digit = first;
      while (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digit = (bytes[++position] ?? 0) - byte.zero;
      }
      const length = position - start;
      if (digit + byte.zero === byte.lineFeed) digit = (bytes[++position] ?? 0) - byte.zero;
      const isPlain = length > 0 && length <= 15 && (first > 0 || length === 1) && digit + byte.zero === byte.comma;
      if (!isPlain) {
        this.position = start;
        return count;
      }
      position++;
      block[count++] = value;
    }
    this.position = position;
    return count;
  }

  /** Steps into an array that has values, else over the whole value. */
  private entersArray(): boolean {
    if (this.peek() !== byte.openArray) {
      this.skip();
      return false;
    }
    this.position++;
    if (this.peek() !== byte.closeArray) return true;
    this.position++;
    return false;
  }

  /** The first byte that is not blank, where the reader then stands; 0 at the end of the file. */
  private peek(): number {
    for (;;) {
      const current = this.bytes[this.position] ?? 0;
      if (current > 0x20) return current;
      if (current === 0x20 || current === 0x0a || current === 0x0d || current === 0x09) this.position++;
      else if (this.position < this.end) this.refuse();
      else if (!this.fill()) return 0;
    }
  }

  /** Whether another value follows; else the array or object is closed. */
  private continues(closer: number): boolean {
    const current = this.peek();
    if (current !== byte.comma && current !== closer) this.refuse();
    this.position++;
    return current === byte.comma;
  }

  /** A key and its colon; -1 for a key that is not one of these. */
  private key(keys: JsonKeys): number {
    if (this.peek() !== byte.quote) this.refuse();
    let key = keys.standingAt(this.bytes, this.position);
    if (key >= 0) this.position += keys.lengthOf(key);
    else key = this.otherKey(keys);
    if (this.peek() !== byte.colon) this.refuse();
    this.position++;
    return key;
  }

  /** A key that has escapes, is cut by the window's end or is none of these. */
  private otherKey(keys: JsonKeys): number {
    const isKept = this.kept >= 0;
    if (!isKept) this.kept = this.position;
    const offset = this.position - this.kept;
    this.skipString();
    const text = this.bytes.subarray(this.kept + offset, this.position);
    if (!isKept) this.kept = -1;
    const known = keys.standingAt(text, 0);
    return known < 0 && text.includes(byte.backslash) ? keys.indexOf(parseText(this.input, text)) : known;
  }

  private skipString(): void {
    let position = this.position + 1;
    let { bytes } = this;
    for (;;) {
      const current = bytes[position] ?? 0;
      if (current === byte.quote) break;
      if (current >= 0x20 && current !== byte.backslash) {
        position++;
        continue;
      }
      this.position = position;
      if (current === byte.backslash) this.skipEscape();
      else this.readOn();
      ({ bytes, position } = this);
    }
    this.position = position + 1;
  }

  private skipEscape(): void {
    this.require(2);
    const letter = this.bytes[this.position + 1] ?? 0;
    const length = letter === byte.u ? 6 : 2;
    this.require(length);
    const start = this.position + 1;
    this.position = Math.min(this.end, this.position + length);
    const text = String.fromCharCode(...this.bytes.subarray(start, this.position));
    if (!/^(?:["\\/bfnrt]|u[\dA-Fa-f]{4})$/.test(text)) this.refuse();
  }

  private anyNumber(): number {
    const text = this.word(/[-+.\deE]/);
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) this.refuse();
    return Number(text);
  }

  private skipWord(): void {
    const text = this.word(/[a-z]/);
    if (text !== 'true' && text !== 'false' && text !== 'null') this.refuse();
  }

  private word(letters: RegExp): string {
    let text = '';
    for (;;) {
      const current = this.bytes[this.position] ?? 0;
      const letter = String.fromCharCode(current);
      if (letters.test(letter)) {
        text += letter;
        this.position++;
      } else if (current !== 0 || !this.fill()) return text;
    }
  }

  /** Goes on at the end of the window, where a value must not end. */
  private readOn(): void {
    if (this.position < this.end || !this.fill()) this.refuse();
  }

  private refuse(): never {
    throw this.isAtEnd && this.isOpen ? endsInTheMiddle(this.input.name) : isNotJson(this.input.name);
  }
}
