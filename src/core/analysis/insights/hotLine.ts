import { at } from '../../model/at.ts';
import { categoryIndex } from '../../model/category.ts';
import { formatShare } from '../../text/formatShare.ts';
import { describeAmount, isAtLeast, shareOf } from './amount.ts';
import { describeSite } from './describeSite.ts';
import type { Finding, Run } from './finding.ts';
import { placedSelf } from './placedSelf.ts';

/** Numeric programs spread a third of their time on one line and are well; from two fifths on it is the place to look. */
const least = { share: 0.4, time: 200_000 };

/** A line of own code that has most of the time itself. */
export function hotLine(run: Run): Finding[] {
  const { functions } = run.profile;
  return run.lines.flatMap((time): Finding[] => {
    if (time.function < 0 || at(functions.category, time.function) !== categoryIndex.own) return [];
    const amount = placedSelf(time);
    if (!isAtLeast(run, amount, least)) return [];
    const name = at(functions.name, time.function);
    const place = { file: time.file, line: time.line, function: name };
    return [
      {
        id: 'hotLine',
        severity: 'information',
        title: `One line of ${name} has ${formatShare(shareOf(run, amount))} of the time`,
        share: shareOf(run, amount),
        evidence: [`${describeSite(place)} itself took ${describeAmount(run, amount)}.`],
        advice:
          'Begin here: do less on this line, or run it less often. What is faster elsewhere changes little before that.',
        place,
        function: time.function,
      },
    ];
  });
}
