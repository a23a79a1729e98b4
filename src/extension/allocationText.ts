import { groupBy } from '../core/model/groupBy.ts';
import type { AllocationSite } from '../core/sources/allocationSites.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';

/** More are better read in the source. */
const mostKinds = 6;
const mostPlaces = 3;

/**
 * What a function makes by its source, as Markdown: `in loops Session (12) · string (14, 15 in toText); else closure (9)`. Names
 * come from a source, so all of them are escaped.
 * @param linkTo a link to a line of the function's file.
 */
export function allocationText(sites: readonly AllocationSite[], linkTo: (line: number) => string): string {
  // Those in loops come first.
  const kinds = [...groupBy(sites, ({ what, inLoop }) => `${inLoop} ${what}`).values()];
  const shown = kinds.slice(0, mostKinds);
  const text = (kind: readonly AllocationSite[]): string => {
    const places = kind.slice(0, mostPlaces).map(({ line, calls }) => `${linkTo(line)}${inCalled(calls)}`);
    const more = kind.length > mostPlaces ? ['…'] : [];
    return `${escapeMarkdown(kind[0]?.what ?? '')} (${[...places, ...more].join(', ')})`;
  };
  const inLoops = shown.filter(([site]) => site?.inLoop === true).map(text);
  const others = shown.filter(([site]) => site?.inLoop === false).map(text);
  const more = kinds.length > mostKinds ? [`${kinds.length - mostKinds} more`] : [];
  if (inLoops.length === 0) return [...others, ...more].join(' · ');
  const last = others.length === 0 ? more : [[`else ${others.join(' · ')}`, ...more].join(' · ')];
  return [`in loops ${inLoops.join(' · ')}`, ...last].join('; ');
}

function inCalled(name: string | undefined): string {
  if (name === undefined) return '';
  return name === '' ? ' in a callback' : ` in ${escapeMarkdown(name)}`;
}
