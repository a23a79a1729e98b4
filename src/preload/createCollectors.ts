import type { Session } from 'node:inspector';
import type { Collector } from './collector.ts';
import { cpuCollector } from './cpuCollector.ts';
import { heapCollector } from './heapCollector.ts';
import type { RecordingSettings } from './protocol.ts';
import { v8ProfilerNextCollector } from './v8ProfilerNextCollector.ts';

/** What measures a thread, all at once. */
export function createCollectors(session: Session, settings: RecordingSettings): readonly Collector[] {
  const { collector, measure, memory, snapshots = 'none' } = settings;
  if (snapshots === 'at-end') return [];
  if (collector !== '') return [v8ProfilerNextCollector(settings)];
  if (measure === 'heap') return [heapCollector(session, memory ?? 'allocated', false)];
  const cpu = cpuCollector(session, settings);
  return memory === undefined ? [cpu] : [cpu, heapCollector(session, memory, true)];
}
