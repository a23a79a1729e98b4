import type { Host } from './host.ts';

export interface SourceReveal {
  /** Wherever it takes. */
  open(fn: number): void;
  /** Where that moves nothing, once the selection rests. */
  revealSoon(fn: number): void;
}

/** A selection that keys still move opens nothing, ms. */
const rest = 200;

/** Brings the editor to the source of a function. */
export function createSourceReveal(host: Host): SourceReveal {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    open(fn) {
      clearTimeout(timer);
      host.postMessage({ type: 'openSource', function: fn });
    },
    revealSoon(fn) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        host.postMessage({ type: 'revealSource', function: fn });
      }, rest);
    },
  };
}
