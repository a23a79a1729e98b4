/** The npm package that a file belongs to, the innermost where they nest, e.g. `@babel/core`; empty outside `node_modules`. */
export function packageOf(file: string): string {
  const [, name = ''] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/s.exec(file) ?? [];
  return name.replace('\\', '/');
}
