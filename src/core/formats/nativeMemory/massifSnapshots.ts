import type { MassifSnapshot } from './massifFile.ts';

/** Enough for the shape of a run, few enough for a sentence. */
const shown = 8;

/** How the heap grew, for a person; empty where there is nothing to tell. */
export function describeSnapshots(snapshots: readonly MassifSnapshot[], timeUnit: string): string {
  const last = snapshots.at(-1);
  if (last === undefined || snapshots.length < 2) return '';
  const most = snapshots.reduce((best, each) => (each.heap > best.heap ? each : best));
  const step = Math.max(1, (snapshots.length - 1) / shown);
  const isShown = new Set(Array.from({ length: shown }, (_, row) => snapshots[Math.round(row * step)]));
  const rows = snapshots.filter((row) => isShown.has(row) || row === most || row === last);
  const series = rows.map(({ time, heap }) => `${heap} at ${time}`);
  const beside = `${most.extra} of the allocator's own and ${most.stacks} of stacks beside the heap when that was largest`;
  return `Bytes of the heap over time (${unitNames[timeUnit] ?? timeUnit}): ${series.join(', ')}; ${beside}.`;
}

const unitNames: Readonly<Record<string, string>> = { i: 'instructions', ms: 'ms', B: 'bytes allocated' };
