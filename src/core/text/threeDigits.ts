/** Three significant digits, without an exponent and without zeros that say nothing: `1.24`, `38.2`, `412`, `1.5`. */
export function threeDigits(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
