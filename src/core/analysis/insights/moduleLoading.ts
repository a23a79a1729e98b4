import { at } from '../../model/at.ts';
import type { Profile } from '../../model/profile.ts';
import { formatShare } from '../../text/formatShare.ts';
import { formatTime } from '../../text/formatTime.ts';
import { packageOf } from '../query/packageOf.ts';
import { describeAmount, isAtLeast, shareOf, type Amount } from './amount.ts';
import type { Finding, Run } from './finding.ts';
import { loadingNodes } from './loadingNodes.ts';

/** Linters and compilers of many megabytes, run on a few files, have up to 25 %; a third of a second nobody waits for. */
const least = { share: 0.3, time: 300_000 };

const mostPackages = 3;

/** Finding, reading and compiling modules has much of the time; for which packages. */
export function moduleLoading(run: Run): Finding[] {
  const { profile } = run;
  const loading = loadingNodes(profile);
  const amount: Amount = { weight: 0, count: 0 };
  for (const [node, self] of profile.nodes.self.entries()) {
    if (!at(loading, node)) continue;
    amount.weight += self;
    amount.count += at(profile.nodes.count, node);
  }
  if (!isAtLeast(run, amount, least)) return [];
  return [
    {
      id: 'moduleLoading',
      severity: 'information',
      title: `Loading modules takes ${formatShare(shareOf(run, amount))} of the time`,
      share: shareOf(run, amount),
      evidence: [
        `Finding, reading and compiling modules took ${describeAmount(run, amount)}.`,
        ...packages(profile, loading).map(
          ([name, weight]) => `${formatTime(weight)} of it, ${formatShare(weight / amount.weight)}, was for ${name}.`,
        ),
      ],
      advice:
        'Load what is needed late (import() or require() where it is used), import the part that is used instead of the whole package, or bundle the program to one file. Node 22 and newer can keep compiled code: module.enableCompileCache().',
    },
  ];
}

/**
 * Loading time by package, the heaviest first, as far as it is known: when a module has been loaded it is run, so the time
 * was for the module that runs next below the same call of the loader.
 */
function packages(profile: Profile, loading: readonly boolean[]): (readonly [name: string, weight: number])[] {
  const { samples, nodes } = profile;
  const weightOf = new Map<string, number>();
  const add = (file: string, weight: number): void => {
    const name = packageOf(file) || 'own files';
    weightOf.set(name, (weightOf.get(name) ?? 0) + weight);
  };
  const next = new Map<number, number>();
  for (let row = samples.node.length - 1; row >= 0; row--) {
    const node = at(samples.node, row);
    const thread = at(nodes.thread, node);
    if (!at(loading, node)) {
      // The garbage collector and other frames of V8's, which stand alone, come between a module's loading and its run.
      if (at(nodes.parent, node) >= 0) next.set(thread, node);
      continue;
    }
    const file = moduleRunBelow(profile, loading, node, next.get(thread));
    if (file !== undefined) add(file, at(samples.weight, row));
  }
  return [...weightOf].sort(([, a], [, b]) => b - a).slice(0, mostPackages);
}

/** The file of the module that `after` runs in, if the call of the loader that stands in `node` has run it. */
function moduleRunBelow(
  { nodes, functions }: Profile,
  loading: readonly boolean[],
  node: number,
  after = -1,
): string | undefined {
  const loaders = new Set<number>();
  for (let below = node; below >= 0 && at(loading, below); below = at(nodes.parent, below)) loaders.add(below);
  let body = -1;
  for (let above = after; above >= 0; above = at(nodes.parent, above)) {
    if (loaders.has(above)) return body < 0 ? undefined : at(functions.file, at(nodes.function, body));
    if (!at(loading, above)) body = above;
  }
  return undefined;
}
