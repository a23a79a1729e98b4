export interface GeckoLocation {
  readonly name: string;
  readonly file: string;
  /** Where the function begins; 0 when it is not known. */
  readonly line: number;
  readonly column: number;
}

/**
 * What Firefox writes of a frame that is no address. The last number is an index into the sources.
 *
 *     parse (https://example.org/app.js:12:3)[4]   a function of JavaScript
 *     https://example.org/app.js:12:3              one without a name
 *     malloc (in libc.so.6)                        native code that was symbolised
 *     nsThread::ProcessNextEvent                   a label that Firefox puts on its own stack
 *
 * Scripts that load others have a chain of urls, `loader.js -> module.js`.
 */
export function parseLocation(text: string): GeckoLocation {
  const location = text.replace(/\[\d{1,10}\]$/, '');
  const open = location.lastIndexOf(' (');
  const isCall = open >= 0 && location.endsWith(')');
  const name = isCall ? location.slice(0, open) : '';
  const place = isCall ? location.slice(open + 2, -1) : location;
  if (isCall && place.startsWith('in ')) return { name, file: place.slice(3), line: 0, column: 0 };
  const [all = '', line = '0', column = '0'] = /:(\d{1,8})(?::(\d{1,8}))?$/.exec(place) ?? [];
  const url = place.slice(0, place.length - all.length);
  if (all === '' || url === '') return { name: location, file: '', line: 0, column: 0 };
  return {
    name,
    file: url.slice(url.lastIndexOf(' -> ') + (url.includes(' -> ') ? 4 : 1)),
    line: Number(line),
    column: Number(column),
  };
}
