/** What a reader of XML sees, one after the other. */
export type XmlEvent =
  | { readonly type: 'open'; readonly name: string }
  | { readonly type: 'close'; readonly name: string; readonly text: string };

const piece = /<(\/?)([A-Za-z_][\w.:-]*)[^<>]*?(\/?)>|([^<]+)|</g;

/**
 * The elements of the XML that valgrind writes: no attributes, no mixed content, and the five entities that every XML has.
 * Declarations and comments are passed over, broken tags too. A library of XML would be larger than all of Heatline's readers.
 */
export function* xmlElements(lines: Iterable<string>): Generator<XmlEvent> {
  let text = '';
  for (const line of lines) {
    for (const [, slash, name, empty, plain] of line.matchAll(piece)) {
      if (plain !== undefined) text += plain;
      if (name === undefined) continue;
      if (slash === '') {
        text = '';
        yield { type: 'open', name };
      }
      if (slash === '/' || empty === '/') {
        yield { type: 'close', name, text: unescaped(text).trim() };
        text = '';
      }
    }
    text += text === '' ? '' : '\n';
    // No text of valgrind's is so long.
    if (text.length > longestText) text = '';
  }
}

const longestText = 1 << 20;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(
    /&(lt|gt|amp|quot|apos);|&#(\d{1,7});/g,
    (whole, name: string | undefined, code: string | undefined) => {
      if (name !== undefined) return entities[name] ?? whole;
      const point = Number(code);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
