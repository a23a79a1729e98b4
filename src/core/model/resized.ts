type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/** The column with another number of rows: its first ones, or zeros behind its last. Itself when it has that many. */
export function resized<T extends Column>(column: T, length: number): T {
  if (length === column.length) return column;
  if (length < column.length) return column.slice(0, length) as T;
  const longer = new (column.constructor as new (length: number) => T)(length);
  longer.set(column);
  return longer;
}
