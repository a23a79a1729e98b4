/**
 * Columns that grow, 8 or 4 bytes a row; `finish` gives the rows as they are then. Two classes rather than one for any type of
 * array: V8 compiles a store that sees one type of array to a few instructions.
 */
export class Int32Column {
  length = 0;
  /** Rows from `length` on hold anything. */
  rows = new Int32Array(16);

  push(value: number): void {
    if (this.length === this.rows.length) this.grow();
    this.rows[this.length++] = value;
  }

  finish(): Int32Array<ArrayBuffer> {
    return this.rows.slice(0, this.length);
  }

  /** For a column of numbers from 0 on. */
  finishUnsigned(): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.finish().buffer);
  }

  /** Apart from `push`, which V8 puts into every loop that calls it. */
  private grow(): void {
    const rows = new Int32Array(2 * this.length);
    rows.set(this.rows);
    this.rows = rows;
  }
}

export class Float64Column {
  length = 0;
  rows = new Float64Array(16);

  push(value: number): void {
    if (this.length === this.rows.length) this.grow();
    this.rows[this.length++] = value;
  }

  /** Adds the first rows of an array. */
  append(values: Float64Array, count: number): void {
    for (let row = 0; row < count; row++) this.push(values[row] ?? 0);
  }

  add(row: number, value: number): void {
    this.rows[row] = (this.rows[row] ?? 0) + value;
  }

  finish(): Float64Array<ArrayBuffer> {
    return this.rows.slice(0, this.length);
  }

  /** Apart from `push`, which V8 puts into every loop that calls it. */
  private grow(): void {
    const rows = new Float64Array(2 * this.length);
    rows.set(this.rows);
    this.rows = rows;
  }
}
