/** Installed by npm, where the name of a scope comes first, or by pip, where a package may be a single file. */
const installed =
  /.*[\\/](?:node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)|(?:site|dist)-packages[\\/]([^\\/]+?)(?:\.py)?(?:[\\/]|$))/s;

/** The package that a file belongs to, the innermost where they nest, e.g. `@babel/core` or `numpy`; empty for other files. */
export function packageOf(file: string): string {
  const [, npm, pip = ''] = installed.exec(file) ?? [];
  return (npm ?? pip).replace('\\', '/');
}
