import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve('out/bench/claims.md');

/** Keeps a row of README's table: what Heatline and a peer took for the same, ms. A peer that failed took NaN. */
export function claim(what, own, peer, theirs) {
  const ratio = theirs / own;
  const cells = Number.isNaN(theirs) ? ['fails', ''] : [time(theirs), `${ratio.toFixed(ratio < 10 ? 1 : 0)}×`];
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, `| ${[what, time(own), peer, ...cells].join(' | ')} |\n`);
}

export function forgetClaims() {
  rmSync(file, { force: true });
}

/** The table; empty when no benchmark claimed anything. */
export function claims() {
  try {
    const rows = readFileSync(file, 'utf8');
    return `| what | Heatline | beside | its time | ratio |\n|---|--:|---|--:|--:|\n${rows}`;
  } catch {
    return '';
  }
}

function time(ms) {
  if (ms < 1000) return `${Number(ms.toPrecision(2))} ms`;
  const digits = (ms / 1000).toPrecision(2);
  return `${digits.includes('e') ? Number(digits) : digits} s`;
}
