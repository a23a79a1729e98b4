import { formatShare } from '../../text/formatShare.ts';
import { describeAmount, isAtLeast, shareOf } from './amount.ts';
import { builtInCalls, type BuiltIn } from './builtInCalls.ts';
import { describeSite } from './describeSite.ts';
import type { Finding, Run } from './finding.ts';

/** A program that reads or writes data has some of each; less than this is not worth another design. */
const least = { share: 0.15, time: 200_000 };

const mostPlaces = 3;

const kinds: readonly (BuiltIn & { readonly what: string; readonly advice: string })[] = [
  {
    what: 'JSON',
    calls: /\bJSON\.(?:parse|stringify)\s*\(/g,
    advice:
      'Convert less often: keep the parsed value or the text where it is used again, pass objects instead of text within a process, and read only what is needed.',
  },
  {
    what: 'structuredClone',
    calls: /\bstructuredClone\s*\(/g,
    native: /^structuredClone$/,
    advice:
      'Copy only what will change ({ ...value } is a flat copy), or treat the value as read-only and do not copy it.',
  },
  {
    what: 'Regular expressions',
    calls: /\.(?:exec|test|match|matchAll|search)\s*\(|\.(?:replace|replaceAll|split)\s*\(\s*\/(?![/*])/g,
    native: /^RegExp: /,
    advice:
      'Look for nested or overlapping repetitions such as (a+)+ or .*.*, which try many ways to match. Test cheaply first (includes, startsWith, a length), or match once and keep the result.',
  },
];

/** JSON, structuredClone or regular expressions have much of the time. */
export function jsonOrRegExp(run: Run): Finding[] {
  return kinds.flatMap((kind): Finding[] => {
    const calls = builtInCalls(run, kind);
    const sum = calls.sum();
    const sites = calls.sorted();
    const [first] = sites;
    if (first === undefined || !isAtLeast(run, sum, least)) return [];
    return [
      {
        id: 'jsonOrRegExp',
        severity: 'warning',
        title: `${kind.what} ${kind.what.endsWith('s') ? 'take' : 'takes'} ${formatShare(shareOf(run, sum))} of the time`,
        share: shareOf(run, sum),
        evidence: sites
          .slice(0, mostPlaces)
          .map(({ place, amount }) => `${describeSite(place)}: ${describeAmount(run, amount)}.`),
        advice: kind.advice,
        place: first.place,
        function: first.function,
      },
    ];
  });
}
