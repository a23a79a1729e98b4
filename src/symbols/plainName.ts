/** What Rust's older mangling writes for characters that no symbol may have: `rustc_demangle`'s table. */
const rustEscapes: Readonly<Record<string, string>> = {
  SP: '@',
  BP: '*',
  RF: '&',
  LT: '<',
  GT: '>',
  LP: '(',
  RP: ')',
  C: ',',
};

const rustHash = /::h[0-9a-f]{16}$/;

/** A demangled name as its author wrote it: without the hash and the escapes of Rust's older mangling. */
export function plainName(name: string): string {
  if (!rustHash.test(name)) return name;
  return name
    .replace(rustHash, '')
    .replace(/\$(\w+)\$/g, (whole, code: string) => rustEscapes[code] ?? unicodeOf(code) ?? whole)
    .replace(/(^|::)_(?=[<[(&*])/g, '$1')
    .replace(/\.\./g, '::');
}

/** `u7b` is `{`. */
function unicodeOf(code: string): string | undefined {
  const point = /^u([0-9a-f]{1,6})$/.exec(code)?.[1];
  const number = point === undefined ? NaN : parseInt(point, 16);
  return number >= 0x20 && number <= 0x10ffff ? String.fromCodePoint(number) : undefined;
}
