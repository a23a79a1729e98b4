/** The only globals beyond the language that core uses: Node, workers and browsers all have these two. */
declare class TextDecoder {
  decode(input: Uint8Array): string;
}
declare class TextEncoder {
  encode(input: string): Uint8Array;
}
