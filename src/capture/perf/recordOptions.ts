import type { CallGraph } from './callGraph.ts';

export interface PerfRecord {
  readonly event: string;
  /** Samples a second of processor time. */
  readonly frequency: number;
  readonly callGraph: CallGraph;
  readonly file: string;
}

/**
 * Of the stack, copied with each sample: enough for most programs, and as much as perf gets written for two processors. Its own
 * 8 KB lose the callers of every deep stack; with 32 KB it loses a quarter of the samples.
 */
const copiedBytes = 16_384;

/**
 * What `perf record` is told. `-N` keeps it from filling `~/.debug`, and `--no-bpf-event` from waiting a second for the
 * kernel's BPF programs. The clock is the one that V8 writes into its jitdump.
 */
export function recordOptions({ event, frequency, callGraph, file }: PerfRecord): readonly string[] {
  const stacks = callGraph === 'fp' ? 'fp' : `dwarf,${copiedBytes}`;
  const options = ['-N', '--no-bpf-event', '-k', 'mono', '--call-graph', stacks];
  return ['record', ...options, '-e', event, '-F', String(frequency), '-o', file];
}

/** One off the round number, so that it does not keep step with what a program does by the clock. */
export function frequencyOf(intervalUs: number): number {
  return Math.max(1, Math.round(1e6 / intervalUs) - 1);
}
