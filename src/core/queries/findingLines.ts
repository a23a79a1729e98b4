import type { Finding } from '../analysis/insights/finding.ts';
import { formatPlace } from '../text/formatPlace.ts';

/** Findings for a terminal: what, the evidence, what to do. @param shorten what to print for a file's path. */
export function findingLines(findings: readonly Finding[], shorten: (file: string) => string): string[] {
  if (findings.length === 0) return [];
  return [
    '',
    'findings',
    ...findings.flatMap(({ title, evidence, advice, place }) => [
      `  ${title}${place === undefined ? '' : `  ${formatPlace(shorten(place.file), place.line)}`}`,
      ...evidence.map((fact) => `    ${fact}`),
      `    Advice: ${advice}`,
    ]),
  ];
}
