/** The only globals beyond the language that core uses: Node, workers and browsers all have them. */
declare class TextDecoder {
  decode(input: Uint8Array): string;
}
declare function atob(data: string): string;
