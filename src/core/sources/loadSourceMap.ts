import { fileUrl, isAbsolutePath, pathOf } from '../model/location.ts';
import type { SourceHost } from './scripts.ts';
import { parseSourceMap, type SourceMap } from './sourceMap.ts';

/**
 * The source map of a script, which is inside it or beside it; undefined where it cannot be read.
 * @throws SyntaxError or TypeError on text that is no source map.
 */
export function loadSourceMap(file: string, url: string, host: SourceHost): SourceMap | undefined {
  const isInline = url.startsWith('data:');
  const base = isInline || !isAbsolutePath(file) ? fileUrl(file) : resolveUrl(url, fileUrl(file));
  const json = isInline ? decodeDataUrl(url) : host.readText(pathOf(base));
  return json === undefined ? undefined : parseSourceMap(json, base);
}

/** The `//# sourceMappingURL=` comment that ends a script: ECMA-426, 11.1.2. Elsewhere it is text about source maps. */
export function sourceMapUrlOf(text: string): string | undefined {
  const start = Math.max(text.lastIndexOf('//# sourceMappingURL='), text.lastIndexOf('/*# sourceMappingURL='));
  if (start < 0) return undefined;
  return /^\/[/*]# sourceMappingURL=([^\s'"*]+)[\s*/]*$/.exec(text.slice(start))?.[1];
}

/** `url` relative to `base`; both may be paths. Core has no URL class. */
export function resolveUrl(url: string, base: string): string {
  if (/^[a-z][a-z+.-]+:/i.test(url)) return url;
  if (url.startsWith('/')) return `file://${url}`;
  const parts = base.split('/').slice(0, -1);
  for (const part of url.split('/')) {
    if (part === '..' && parts.length > 3) parts.pop();
    else if (part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/');
}

function decodeDataUrl(url: string): string {
  const comma = url.indexOf(',');
  const body = url.slice(comma + 1);
  return url.slice(0, comma).endsWith(';base64') ? decodeBase64(body) : decodeURIComponent(body);
}

function decodeBase64(body: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(body), (char) => char.charCodeAt(0)));
}
