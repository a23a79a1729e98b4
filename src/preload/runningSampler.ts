import { performance } from 'node:perf_hooks';
import { mostMarkers } from '../core/model/mergeTimelines.ts';
import type { MarkerKind } from '../core/model/timeline.ts';
import { nowUs } from './nowUs.ts';
import { observePauses } from './observePauses.ts';
import { processMetrics, type ProcessRows } from './processRows.ts';
import type { Measure, RecordedMarker, RecordedTimeline, RecordedTrack } from './protocol.ts';
import { quiet } from './quiet.ts';
import { SampledRows } from './sampledRows.ts';
import { thisThread } from './thisThread.ts';

// Taken before the recorded program can replace them.
const { memoryUsage } = process;
const { setInterval, clearInterval } = globalThis;

const longestName = 200;
/** How fine delays of the event loop are known. */
const tickUs = 20_000;
const rowUs = 100_000;

const threadMetrics = ['heapUsed', 'heapTotal', 'external', 'arrayBuffers', 'loopDelay'] as const;

/** Takes rows of this thread from when it is made until it is stopped. Its timer does not keep the program alive. */
export class RunningSampler {
  private readonly measure: Measure;
  private readonly processRows: ProcessRows | undefined;
  private readonly owner: Pick<RecordedTrack, 'pid' | 'tid'>;
  private readonly rows: SampledRows;
  private readonly rowsOfProcess = new SampledRows(processMetrics);
  private readonly observed: ReturnType<typeof observePauses>;
  private readonly timer: NodeJS.Timeout;
  private pauses = noPauses();
  private markers: RecordedMarker[] = [];
  private lastTick = nowUs();
  private lastRow = this.lastTick;
  private late = 0;
  private loop = performance.eventLoopUtilization();

  constructor(measure: Measure, processRows: ProcessRows | undefined) {
    const { pid, tid } = thisThread();
    this.owner = { pid, tid };
    this.measure = measure;
    this.rows = new SampledRows([...threadMetrics, ...(measure === 'heap' ? (['loopUtilization'] as const) : [])]);
    this.processRows = processRows;
    // Those from before.
    processRows?.take();
    this.observed = observePauses({
      onPause: (kind, time, duration) => {
        this.pauses.kind.push(kind);
        this.pauses.time.push(Math.round(time));
        this.pauses.duration.push(Math.round(duration));
      },
      onMark: (name, time) => {
        this.mark('program', name, time);
      },
    });
    this.timer = setInterval(
      quiet(() => {
        this.tick();
      }),
      tickUs / 1000,
    ).unref();
  }

  sample(): void {
    this.row(this.notice());
  }

  mark(kind: MarkerKind, name: string, time = nowUs()): void {
    if (this.markers.length === mostMarkers) return;
    this.markers.push({ ...this.owner, kind, name: name.slice(0, longestName), time: Math.round(time) });
  }

  take(): RecordedTimeline {
    this.observed.flush();
    this.sample();
    const { owner, pauses, markers } = this;
    this.pauses = noPauses();
    this.markers = [];
    return {
      tracks: [this.rows.take(owner), ...(this.processRows === undefined ? [] : [this.rowsOfProcess.take(owner)])],
      pauses: [{ ...owner, ...pauses, longest: pauses.duration, count: pauses.kind.map(() => 1) }],
      markers,
    };
  }

  stop(): void {
    clearInterval(this.timer);
    this.observed.stop();
  }

  private tick(): void {
    const now = this.notice();
    this.lastTick = now;
    this.processRows?.beat();
    if (now - this.lastRow >= rowUs - tickUs / 2) this.row(now);
  }

  /** How late the event loop is. */
  private notice(): number {
    const now = nowUs();
    this.late = Math.max(this.late, now - this.lastTick - tickUs);
    return now;
  }

  private row(now: number): void {
    const { heapUsed, heapTotal, external, arrayBuffers } = memoryUsage();
    const values = [heapUsed, heapTotal, external, arrayBuffers, this.late];
    this.rows.push(now, this.measure === 'heap' ? [...values, rounded(this.utilization())] : values);
    this.lastRow = now;
    this.late = 0;
    for (const [time = 0, ...values] of this.processRows?.take() ?? []) {
      this.rowsOfProcess.push(time, values.map(rounded));
    }
  }

  /**
   * Only where no CPU profile is taken: that has idle time itself, and its signals end what libuv counts as such before it is
   * counted.
   */
  private utilization(): number {
    const before = this.loop;
    this.loop = performance.eventLoopUtilization();
    const [active, idle] = [this.loop.active - before.active, this.loop.idle - before.idle];
    // While the program's main script runs, the loop has not begun.
    return active + idle > 0 ? Math.min(1, active / (active + idle)) : 1;
  }
}

function noPauses(): { readonly kind: number[]; readonly time: number[]; readonly duration: number[] } {
  return { kind: [], time: [], duration: [] };
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
