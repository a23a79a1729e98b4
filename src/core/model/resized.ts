type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float64Array;

/**
 * A table with another number of rows: its first ones, or zeros behind its last. Columns that have that many are the same.
 */
export function resized<T extends { readonly [name in keyof T]: Column }>(table: T, length: number): T {
  const copy: Record<string, Column> = { ...table };
  for (const [name, column] of Object.entries<Column>(table)) copy[name] = resizedColumn(column, length);
  return copy as T;
}

function resizedColumn(column: Column, length: number): Column {
  if (length === column.length) return column;
  if (length < column.length) return column.slice(0, length);
  const longer = new (column.constructor as new (length: number) => typeof column)(length);
  longer.set(column);
  return longer;
}
