/** What stands for a change, in no need of colour. @param change what grew is positive, what is within noise 0. */
export function changeMark(change: number): string {
  return change > 0 ? '▲' : change < 0 ? '▼' : '·';
}
