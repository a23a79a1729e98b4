import { leftHeavy } from '../analysis/leftHeavy.ts';
import { filterProfile } from '../analysis/filterProfile.ts';
import type { LineText } from '../analysis/insights/finding.ts';
import type { BoxTable } from '../analysis/boxTable.ts';
import { at } from '../model/at.ts';
import { categoryName } from '../model/category.ts';
import type { Profile } from '../model/profile.ts';
import { formatCount } from '../text/formatCount.ts';
import { formatPlace } from '../text/formatPlace.ts';
import { formatWeight } from '../text/formatWeight.ts';
import type { ReportData, ReportFrame } from '../text/htmlReport.ts';
import { report } from './report.ts';

/** Each frame becomes an element of an SVG, of which a page draws about a thousand in half a second. */
const mostFrames = 1000;
const rows = 30;

export interface ReportDataOptions {
  readonly title: string;
  /** What to print for a file's path. */
  readonly shorten: (file: string) => string;
  readonly lineText: LineText;
}

/** What the self-contained HTML report shows. */
export function reportData(profile: Profile, { title, shorten, lineText }: ReportDataOptions): ReportData {
  const result = report(profile, { limit: rows, lineText });
  const { unit, event, total, samples, tool, functions, lines, notes } = result;
  const boxes = leftHeavy(filterProfile(profile, { thread: -1, hidden: ['idle'] }));
  return {
    title,
    subtitle: [
      tool,
      `${formatWeight(total, unit)}${event === undefined ? '' : ` ${event}`}`,
      ...(samples > 0 ? [`${formatCount(samples)} samples`] : []),
    ].join(' · '),
    unit,
    total,
    notes,
    findings: result.findings.map(({ title: what, evidence, advice, place }) => ({
      title: what,
      place: place === undefined ? '' : formatPlace(shorten(place.file), place.line),
      evidence,
      advice,
    })),
    tree: frameTree(profile, boxes, total, shorten),
    functions: functions.map(({ name, file, line, self, total: all }) => ({
      name,
      file: shorten(file),
      line,
      self,
      total: all,
    })),
    lines: lines.map((time) => ({
      name: time.function,
      file: shorten(time.file),
      line: time.line,
      self: time.self,
      total: time.total,
    })),
  };
}

interface Draft extends ReportFrame {
  children: Draft[];
}

/** The heaviest boxes. A box is never lighter than those on it, so what is left is a tree again. */
function frameTree(profile: Profile, boxes: BoxTable, total: number, shorten: (file: string) => string): ReportFrame {
  const { functions } = profile;
  const byWidth = Array.from(boxes.width.keys()).sort((a, b) => at(boxes.width, b) - at(boxes.width, a));
  const last = byWidth[Math.min(byWidth.length, mostFrames) - 1];
  const lightest = last === undefined ? 0 : at(boxes.width, last);
  const root: Draft = { name: 'all', value: total, children: [] };
  const drafts = new Map<number, Draft>();
  for (const [box, width] of boxes.width.entries()) {
    if (width < lightest || drafts.size >= mostFrames) continue;
    const fn = at(boxes.function, box);
    const place = formatPlace(shorten(at(functions.file, fn)), at(functions.line, fn));
    const draft: Draft = {
      name: at(functions.name, fn),
      value: width,
      category: categoryName(at(functions.category, fn)),
      ...(place === '' ? {} : { place }),
      children: [],
    };
    const parent = at(boxes.parent, box);
    const below = parent < 0 ? root : drafts.get(parent);
    // Without its caller, which came too late to be kept, a box has no place.
    if (below === undefined) continue;
    below.children.push(draft);
    drafts.set(box, draft);
  }
  return root;
}
