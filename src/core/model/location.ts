import type { Category } from './category.ts';

/** A script's URL as a path where it is a local file, unchanged otherwise. */
export function pathOf(url: string): string {
  if (!url.startsWith('file://')) return url;
  // A query only has a module loaded again: `config.mjs?mtime=1`. In a file's name, these two are escaped.
  const path = url.slice('file://'.length).replace(/[?#].*$/s, '');
  try {
    // `file:///C:/x` is `C:/x`; `file:///x` is `/x`.
    return decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:\/)/, '');
  } catch {
    return path;
  }
}

/** Whose code a file is. Works on paths, URLs and `node:` ids, with slashes of either kind. */
export function categoryOf(file: string): Category {
  if (file === '' || file.startsWith('wasm://')) return 'native';
  if (/[\\/]node_modules[\\/]/.test(file) || file.startsWith('chrome-extension:')) return 'dependency';
  // Node before 15 named its own modules `fs.js` and `internal/…`; V8's are `v8/…`.
  if (/^(node:|internal\/|v8\/|extensions::)/.test(file) || /^[\w-]+\.js$/.test(file)) return 'runtime';
  return 'own';
}

/** Whether a file name can be a file on this machine. */
export function isAbsolutePath(file: string): boolean {
  return /^([\\/]|[A-Za-z]:[\\/])/.test(file);
}

/** The `file:` URL of an absolute path; anything else unchanged. */
export function fileUrl(path: string): string {
  if (!isAbsolutePath(path)) return path;
  const slashed = path.replace(/\\/g, '/');
  return `file://${slashed.startsWith('/') ? '' : '/'}${encodeURI(slashed).replace(/[?#]/g, encodeURIComponent)}`;
}
