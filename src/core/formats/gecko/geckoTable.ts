import { arrayOf, isObject, type JsonObject } from '../json.ts';

/** A table of either format: rows with a schema that says which field is what, or columns. */
export class GeckoTable {
  private readonly table: JsonObject;
  private readonly rows: readonly unknown[] | undefined;
  private readonly columns = new Map<string, readonly unknown[]>();

  constructor(value: unknown) {
    this.table = isObject(value) ? value : {};
    this.rows = isObject(this.table['schema']) ? arrayOf(this.table['data']) : undefined;
  }

  /** Empty when there is none. */
  column(name: string): readonly unknown[] {
    let column = this.columns.get(name);
    if (column === undefined) {
      column = this.rows === undefined ? arrayOf(this.table[name]) : this.fieldOf(this.rows, name);
      this.columns.set(name, column);
    }
    return column;
  }

  /** What a table of columns says of itself. */
  value(name: string): unknown {
    return this.table[name];
  }

  private fieldOf(rows: readonly unknown[], name: string): readonly unknown[] {
    const schema = isObject(this.table['schema']) ? this.table['schema'] : {};
    const field = schema[name];
    return typeof field === 'number' ? rows.map((row) => arrayOf(row)[field]) : [];
  }
}
