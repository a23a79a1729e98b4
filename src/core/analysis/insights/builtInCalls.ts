import { at } from '../../model/at.ts';
import { categoryIndex } from '../../model/category.ts';
import type { Run } from './finding.ts';
import { SiteAmounts } from './siteAmounts.ts';

/** Longer lines are generated or minified: the weight is of one of many statements, nobody knows which. */
const longestLine = 240;

/** V8's built-ins that may take long; those that only look something up are not among them. */
const slowBuiltIn =
  /\.(?:sort|toSorted|reverse|join|split|concat|includes|indexOf|lastIndexOf|normalize|localeCompare|toLocale\w+|map|filter|reduce|reduceRight|forEach|some|every|find|findIndex|findLast|flat|flatMap|splice|shift|unshift|from|fromEntries|entries|assign|replace|replaceAll|test|exec|match|matchAll|search|parse|stringify|repeat|fill|format)\s*\(|\bstructuredClone\s*\(/g;

/** A kind of built-in, which V8 gives no frame of its own: its time stands on the line that calls it. */
export interface BuiltIn {
  /** Matches its calls in a line's text, with `g`. */
  readonly calls: RegExp;
  /** Matches the names of native frames that are it, where V8 has such. */
  readonly native?: RegExp;
}

/**
 * The time of lines that call a built-in and nothing else that is slow and has no frame, by the line of own code that led
 * there. Functions of the program, of dependencies and of Node have frames, so that their time stands elsewhere.
 */
export function builtInCalls({ profile, own, lineText }: Run, { calls, native }: BuiltIn): SiteAmounts {
  const { lines, nodes, functions } = profile;
  const sites = new SiteAmounts();
  for (const [row, node] of lines.node.entries()) {
    const fn = at(nodes.function, node);
    const line = at(lines.line, row);
    const category = at(functions.category, fn);
    if (line === 0 || (category !== categoryIndex.own && category !== categoryIndex.dependency)) continue;
    const site = own.siteOf(node, line);
    if (site === undefined || !callsOnly(lineText(at(functions.file, fn), line), calls)) continue;
    const weight = at(lines.weight, row);
    sites.add(site, { weight, count: (weight / at(nodes.self, node)) * at(nodes.count, node) });
  }
  if (native === undefined) return sites;
  const hottest = new Map(
    sites
      .sorted()
      .reverse()
      .map((site) => [site.function, site]),
  );
  for (const [node, fn] of nodes.function.entries()) {
    if (at(functions.category, fn) !== categoryIndex.native || !native.test(at(functions.name, fn))) continue;
    const amount = { weight: at(nodes.self, node), count: at(nodes.count, node) };
    // Its line is not known, but it is one that calls such a built-in.
    const site = hottest.get(own.functionOf(node)) ?? own.siteOf(node);
    if (site !== undefined && amount.weight > 0) sites.add(site, amount);
  }
  return sites;
}

function callsOnly(text: string | undefined, calls: RegExp): boolean {
  if (text === undefined || text.length > longestLine) return false;
  const without = text.replace(calls, ' ');
  return without !== text && without.search(slowBuiltIn) < 0;
}
