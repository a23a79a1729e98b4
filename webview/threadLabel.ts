/** Formats without names of threads leave them empty. */
export function threadLabel(name: string | undefined, thread: number): string {
  return name === undefined || name === '' ? `Thread ${thread + 1}` : name;
}
