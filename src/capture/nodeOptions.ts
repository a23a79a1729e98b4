/** What NODE_OPTIONS becomes when Node is to load one more module before the program. */
export function withPreload(nodeOptions: string | undefined, preload: string, more: readonly string[] = []): string {
  // Inside quotes Node takes a backslash for an escape, so that Windows' paths need two.
  const option = `--require "${preload.replace(/["\\]/g, '\\$&')}"`;
  return [...(nodeOptions === undefined || nodeOptions === '' ? [] : [nodeOptions]), option, ...more].join(' ');
}
