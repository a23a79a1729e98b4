/** The only globals beyond the language that core uses: Node, workers and browsers all have them. */
declare class TextDecoder {
  decode(input?: Uint8Array, options?: { readonly stream?: boolean }): string;
}
declare function atob(data: string): string;
