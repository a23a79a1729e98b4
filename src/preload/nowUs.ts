// Taken before the recorded program can replace it.
const { hrtime } = process;

/** µs on the machine's monotonic clock, which V8's samples are on, too. */
export function nowUs(): number {
  return Number(hrtime.bigint() / 1000n);
}
