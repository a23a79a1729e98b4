export interface PerfRecord {
  readonly event: string;
  /** Samples a second of processor time. */
  readonly frequency: number;
  readonly file: string;
}

/**
 * What `perf record` is told. `-N` keeps it from filling `~/.debug`, and `--no-bpf-event` from waiting a second for the
 * kernel's BPF programs. Stacks are followed through frame pointers: copies of the stack would be fifty times as large, and
 * deep ones would be cut off. The clock is the one that V8 writes into its jitdump.
 */
export function recordOptions({ event, frequency, file }: PerfRecord): readonly string[] {
  const options = ['-N', '--no-bpf-event', '-k', 'mono', '--call-graph', 'fp'];
  return ['record', ...options, '-e', event, '-F', String(frequency), '-o', file];
}

/** One off the round number, so that it does not keep step with what a program does by the clock. */
export function frequencyOf(intervalUs: number): number {
  return Math.max(1, Math.round(1e6 / intervalUs) - 1);
}
