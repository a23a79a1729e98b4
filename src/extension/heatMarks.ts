import type { LineTime } from '../core/analysis/lineTimes.ts';
import type { Unit } from '../core/model/profile.ts';
import { formatShare } from '../core/text/formatShare.ts';
import { formatWeight } from '../core/text/formatWeight.ts';
import { changeText } from './changeText.ts';
import { heatStep, type HeatStep } from './heatStep.ts';
import type { OpenSession } from './openSession.ts';
import type { HeatUnit, Metric, SettingValues } from './readSettings.ts';

/** What a hot line shows. */
export interface HeatMark {
  /** 1-based, in the file as it was profiled. */
  readonly line: number;
  readonly step: HeatStep;
  /** e.g. `42 % · 1.2 s ▲ 8 %`. */
  readonly text: string;
}

/** The lines of a file that are hot enough to show, hottest first. */
export function heatMarks(session: OpenSession, file: string, settings: SettingValues): HeatMark[] {
  const { metric, threshold, unit } = settings;
  const { sum } = session.times;
  const changes = new Map(session.comparison?.lines[metric].get(file)?.map((change) => [change.line, change]));
  const memory = memoryTexts(session, file, threshold);
  const hot = (session.lines.get(file) ?? [])
    .filter((time) => time[metric] > 0 && time[metric] >= threshold * sum)
    .sort((a, b) => b[metric] - a[metric])
    .map((time) => ({
      line: time.line,
      step: heatStep(time[metric], session.hottest[metric]),
      text: [heatText(time, metric, sum, unit, session.profile.unit), changeText(changes.get(time.line))]
        .filter(Boolean)
        .join(' '),
    }));
  const isHot = new Set(hot.map(({ line }) => line));
  const others = Array.from(memory).filter(([line]) => !isHot.has(line));
  return [
    ...hot.map((mark) => ({ ...mark, text: [mark.text, memory.get(mark.line)].filter(Boolean).join(' · ') })),
    // Colours are of time.
    ...others.map(([line, text]) => ({ line, step: 0, text }) as const),
  ];
}

/** Of lines with enough of the memory of the same run, the largest first. */
function memoryTexts({ memory }: OpenSession, file: string, threshold: number): ReadonlyMap<number, string> {
  if (memory === undefined) return new Map();
  const lines = (memory.lines.get(file) ?? [])
    .filter(({ self }) => self > 0 && self >= threshold * memory.sum)
    .sort((a, b) => b.self - a.self);
  return new Map(lines.map(({ line, self }) => [line, `${formatWeight(self, 'bytes')} ${memory.event}`]));
}

/** `~` marks an estimate: V8 counts only lines on top of the stack, so a total on a call line is derived. */
function heatText(time: LineTime, metric: Metric, sum: number, shown: HeatUnit, unit: Unit): string {
  const share = formatShare(time[metric] / sum);
  const weight = formatWeight(time[metric], unit);
  const text = shown === 'percent' ? share : shown === 'time' ? weight : `${share} · ${weight}`;
  return metric === 'total' && time.estimated ? `~ ${text}` : text;
}
