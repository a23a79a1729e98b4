/** Names come from files: control characters in them must not reach a terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is replaced.
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '�');
}
