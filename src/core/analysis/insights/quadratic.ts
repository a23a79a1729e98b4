import { at } from '../../model/at.ts';
import { categoryIndex } from '../../model/category.ts';
import { formatShare } from '../../text/formatShare.ts';
import type { LineTime } from '../lineTimes.ts';
import { addAmount, describeAmount, isAtLeast, shareOf, type Amount } from './amount.ts';
import { describeSite } from './describeSite.ts';
import type { Finding, LineText, Run } from './finding.ts';
import { outermost } from './outermost.ts';
import { placedSelf } from './placedSelf.ts';

/** What costs this much is no search of a short list. */
const least = { share: 0.15, time: 200_000 };

/** Longer lines are generated or minified. */
const longestLine = 240;
/** How many lines around a search may show that its list grows. */
const around = 40;
/** How many lines above a copy may show that it is made for each element. */
const above = 12;

const mostFindings = 3;

interface Pattern {
  /** Matches the line; its first group is the list's name where `needs` asks for one. */
  readonly text: RegExp;
  /** What else must be seen near the line. */
  readonly needs?: (name: string, near: readonly string[]) => boolean;
  /** Goes on after "The line". */
  readonly does: string;
  readonly advice: string;
  /** Whether the time is in a function that stands on the line, too. */
  readonly hasCallback?: true;
}

const list = '([\\w$]+(?:\\.[\\w$#]+)*)';

const collect =
  'Add to one array or object that stays (push, acc[key] = value) instead of making a new one for each element.';

const patterns: readonly Pattern[] = [
  {
    text: new RegExp(`\\b${list}\\.(?:includes|indexOf|lastIndexOf)\\(\\s*(?!['"\`\\s])`),
    needs: grows,
    does: 'looks through an array that grows',
    advice:
      'Keep the values in a Set, or in a Map with their index: has and get take the same time whatever the number of elements.',
  },
  {
    text: new RegExp(`\\b${list}\\.(?:find|findIndex|findLast|some)\\(`),
    needs: grows,
    hasCallback: true,
    does: 'looks through an array that grows',
    advice: 'Keep the elements in a Map by what they are looked up by: get takes the same time whatever their number.',
  },
  {
    text: /\.shift\(\)/,
    does: 'takes the first element of an array, which moves all others',
    advice: 'Count an index up instead of removing (queue[head++]), or take from the end with pop().',
  },
  {
    text: /\.unshift\(|\.splice\(\s*0\s*,/,
    does: 'inserts or removes at the start of an array, which moves all elements',
    advice: 'push() to the end and reverse once, or read with an index that goes on.',
  },
  {
    text: /\b([\w$]+(?:\.[\w$#]+)*)\s*=\s*(?:[[{]\s*\.\.\.\1\b|\1\.concat\(|Object\.assign\(\s*\{\s*\}\s*,\s*\1\b)/,
    does: 'copies all that was collected so far to add to it',
    advice: collect,
  },
  {
    text: /\.set\(.*\[\s*\.\.\.\(?\s*[\w$.#]+\.get\(/,
    does: 'copies a list in a Map to add to it',
    advice: 'Get the list and push() to it; set it only when there was none.',
  },
  {
    text: /(?:=>|\breturn)\s*\(?\s*(?:[[{]\s*\.\.\.([\w$]+)\b|([\w$]+)\.concat\(|Object\.assign\(\s*\{\s*\}\s*,\s*([\w$]+)\b)/,
    needs: (name, near) =>
      new RegExp(`\\.reduce(?:Right)?\\b[^(]*\\(\\s*(?:async\\s*)?(?:function\\b[^(]*)?\\(\\s*${escape(name)}\\b`).test(
        near.join('\n'),
      ),
    does: 'copies all that reduce() has collected so far to add to it',
    advice: collect,
  },
];

/** A hot line that copies or searches a whole list to handle one element: twice the elements take four times the time. */
export function quadratic(run: Run): Finding[] {
  const { functions } = run.profile;
  const found: Finding[] = [];
  for (const time of run.lines) {
    if (time.function < 0 || time.total < least.time) continue;
    if (at(functions.category, time.function) !== categoryIndex.own) continue;
    const seen = seenAt(time, run.lineText);
    if (seen === undefined) continue;
    const amount = placedSelf(time);
    if (seen.pattern.hasCallback === true) addAmount(amount, callbacksAt(run, time, seen.column));
    if (!isAtLeast(run, amount, least)) continue;
    const name = at(functions.name, time.function);
    const place = { file: time.file, line: time.line, function: name };
    found.push({
      id: 'quadratic',
      severity: 'warning',
      title: `${name} ${seen.pattern.does}: ${formatShare(shareOf(run, amount))} of the time`,
      share: shareOf(run, amount),
      evidence: [`${describeSite(place)} took ${describeAmount(run, amount)}.`],
      advice: seen.pattern.advice,
      place,
      function: time.function,
    });
  }
  return found.sort((a, b) => b.share - a.share).slice(0, mostFindings);
}

/** The time in functions that are written on a line right of a column: what `find` and the like call for each element. */
function callbacksAt({ profile }: Run, { file, line }: LineTime, column: number): Amount {
  const { functions, nodes, lines } = profile;
  const isCallback = functions.name.map(
    (_, fn) => at(functions.line, fn) === line && at(functions.column, fn) > column && at(functions.file, fn) === file,
  );
  const sum = { weight: 0, count: 0 };
  for (const { amount } of outermost(profile, (node) => at(isCallback, at(nodes.function, node))))
    addAmount(sum, amount);
  // What they do on their own line is in the line's own time already.
  for (const [row, node] of lines.node.entries()) {
    if (at(lines.line, row) !== line || isCallback[at(nodes.function, node)] !== true) continue;
    const weight = at(lines.weight, row);
    addAmount(sum, { weight: -weight, count: -(weight / at(nodes.self, node)) * at(nodes.count, node) });
  }
  return sum;
}

/** The first pattern that a line's text shows, and the 1-based column where. */
function seenAt(
  { file, line }: LineTime,
  lineText: LineText,
): { readonly pattern: Pattern; readonly column: number } | undefined {
  const text = lineText(file, line);
  if (text === undefined || text.length > longestLine) return undefined;
  for (const pattern of patterns) {
    const match = pattern.text.exec(text);
    if (match === null) continue;
    // At most one of the groups takes part.
    const name = match.slice(1).join('');
    const [before, after] = pattern.needs === grows ? [around, around] : [above, 0];
    if (pattern.needs?.(name, linesNear(file, line, { before, after }, lineText)) === false) continue;
    return { pattern, column: match.index + 1 };
  }
  return undefined;
}

function linesNear(
  file: string,
  line: number,
  { before, after }: { readonly before: number; readonly after: number },
  lineText: LineText,
): string[] {
  const texts: string[] = [];
  for (let near = Math.max(1, line - before); near <= line + after; near++) texts.push(lineText(file, near) ?? '');
  return texts;
}

/** Whether something is added to an array of this name near a line: strings and fixed lists are searched too, and are well. */
function grows(name: string, near: readonly string[]): boolean {
  const adds = new RegExp(`(?:^|[^\\w$.])${escape(name)}\\.(?:push|unshift)\\(`);
  return near.some((text) => adds.test(text));
}

function escape(name: string): string {
  return name.replace(/[$.*+?^(){}|[\]\\]/g, '\\$&');
}
