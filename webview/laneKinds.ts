import { metricUnits, type Metric, type PauseKind } from '../src/core/model/timeline.ts';
import { formatBytes } from '../src/core/text/formatBytes.ts';
import { formatEvents } from '../src/core/text/formatEvents.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import { formatTime } from '../src/core/text/formatTime.ts';

/** How a series is drawn. */
export interface SeriesKind {
  readonly title: string;
  /** A colour of the style sheet. */
  readonly color: string;
  /** Lengths of strokes and gaps, px; empty for a line without. */
  readonly dash: readonly number[];
}

export const seriesKinds: Readonly<Record<Metric, SeriesKind>> = {
  rss: { title: 'RSS', color: '--heatline-lane-blue', dash: [] },
  pss: { title: 'PSS', color: '--heatline-lane-blue', dash: [4, 2] },
  heapTotal: { title: 'Heap total', color: '--heatline-lane-green', dash: [4, 2] },
  heapUsed: { title: 'Heap used', color: '--heatline-lane-green', dash: [] },
  external: { title: 'External', color: '--heatline-lane-orange', dash: [] },
  arrayBuffers: { title: 'Array buffers', color: '--heatline-lane-orange', dash: [2, 2] },
  stacks: { title: 'Stacks', color: '--heatline-lane-purple', dash: [] },
  loopDelay: { title: 'Loop delay', color: '--heatline-lane-red', dash: [] },
  loopUtilization: { title: 'Loop utilisation', color: '--heatline-lane-blue', dash: [] },
  cpu: { title: 'CPU', color: '--heatline-lane-green', dash: [] },
  minorFaults: { title: 'Minor faults', color: '--heatline-lane-purple', dash: [] },
  majorFaults: { title: 'Major faults', color: '--heatline-lane-red', dash: [] },
};

export const pauseColors: Readonly<Record<PauseKind, string>> = {
  scavenge: '--heatline-lane-yellow',
  'mark-compact': '--heatline-lane-red',
  'incremental marking': '--heatline-lane-orange',
  'weak callbacks': '--heatline-lane-purple',
  other: '--heatline-lane-gray',
};

/** A lane with several series has one scale for each unit. */
export interface LaneKind {
  readonly title: string;
  readonly metrics: readonly Metric[];
  /** px */
  readonly height: number;
}

export const laneKinds: readonly LaneKind[] = [
  {
    title: 'Memory',
    metrics: ['rss', 'pss', 'heapTotal', 'heapUsed', 'external', 'arrayBuffers', 'stacks'],
    height: 44,
  },
  { title: 'Event loop', metrics: ['loopUtilization', 'loopDelay'], height: 26 },
  { title: 'CPU', metrics: ['cpu'], height: 26 },
  { title: 'Page faults', metrics: ['minorFaults', 'majorFaults'], height: 20 },
];

export const pausesTitle = 'GC pauses';
export const pausesHeight = 14;

/** A value of a series as a person reads it. */
export function formatMetric(metric: Metric, value: number): string {
  switch (metricUnits[metric]) {
    case 'bytes':
      return formatBytes(value);
    case 'share':
      return formatShare(value);
    case 'microseconds':
      return formatTime(value);
    case 'per second':
      return `${formatEvents(value)}/s`;
  }
}
