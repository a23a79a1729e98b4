import type { Session } from 'node:inspector';
import type { Collector } from './collector.ts';
import { cpuCollector } from './cpuCollector.ts';
import { heapCollector } from './heapCollector.ts';
import type { RecordingSettings } from './protocol.ts';
import { v8ProfilerNextCollector } from './v8ProfilerNextCollector.ts';

export function createCollector(session: Session, settings: RecordingSettings): Collector {
  if (settings.collector !== '') return v8ProfilerNextCollector(settings);
  return settings.measure === 'cpu' ? cpuCollector(session, settings) : heapCollector(session);
}
