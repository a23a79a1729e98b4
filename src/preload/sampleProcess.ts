import { nowUs } from './nowUs.ts';
import type { ProcessRows } from './processRows.ts';

const rowMs = 100;
/** A main thread whose event loop has not turned for so many rows cannot take rows of its own. */
const busyRows = 3;

/**
 * For the watchdog: measures the process until it is told to stop, whatever the main thread does.
 * @param onBusy now and then, while the main thread is.
 */
export function sampleProcess(rows: ProcessRows, onBusy: () => void): () => void {
  let usage = process.resourceUsage();
  let time = nowUs();
  let beats = rows.beats;
  let still = 0;
  const timer = setInterval(() => {
    const [before, start] = [usage, time];
    usage = process.resourceUsage();
    time = nowUs();
    const cpu = usage.userCPUTime + usage.systemCPUTime - before.userCPUTime - before.systemCPUTime;
    const elapsed = time - start;
    const perSecond = (faults: number): number => (faults * 1e6) / elapsed;
    rows.push([
      time,
      process.memoryUsage.rss(),
      cpu / elapsed,
      perSecond(usage.minorPageFault - before.minorPageFault),
      perSecond(usage.majorPageFault - before.majorPageFault),
    ]);
    still = rows.beats === beats ? still + 1 : 0;
    ({ beats } = rows);
    if (still >= busyRows && still % busyRows === 0) onBusy();
  }, rowMs);
  return () => {
    clearInterval(timer);
  };
}
