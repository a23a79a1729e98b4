import { at } from '../../model/at.ts';
import { formatShare } from '../../text/formatShare.ts';
import { describeAmount, isAtLeast, shareOf } from './amount.ts';
import { describeSite } from './describeSite.ts';
import type { Finding, Run } from './finding.ts';
import { loadingNodes } from './loadingNodes.ts';
import { outermost } from './outermost.ts';
import { servesRequests } from './servesRequests.ts';
import { SiteAmounts } from './siteAmounts.ts';

/** Tools that run once read and write files synchronously, and are right to: compilers have up to 5 %. */
const leastInScript = { share: 0.2, time: 200_000 };
/** In a server, each of these holds up every other request. */
const leastInServer = { share: 0.05, time: 100_000 };

const mostPlaces = 3;

interface Kind {
  readonly what: string;
  /** Matches the file and the name of Node's functions that wait, as `file name`. */
  readonly functions: RegExp;
  readonly advice: string;
}

const kinds: readonly Kind[] = [
  {
    what: 'Synchronous file access',
    functions: /^node:fs \w+Sync$/,
    advice:
      'Keep what was read where it is the same file again; otherwise use node:fs/promises, several files at a time.',
  },
  {
    what: 'Waiting for child processes',
    functions: /^node:child_process \w+Sync$/,
    advice:
      'Use execFile or spawn and await the end of the process: this thread and other processes can work meanwhile.',
  },
  {
    what: 'Synchronous cryptography',
    functions: /^node:internal\/crypto\/\w+ (?:\w+Sync|randomBytes)$/,
    advice: 'Pass a callback (or promisify the function): the work then runs in the thread pool.',
  },
  {
    what: 'Synchronous compression',
    functions: /^node:zlib (?:\w+Sync|syncBufferWrapper)$/,
    advice: 'Use the function without Sync, or a stream: the work then runs in the thread pool.',
  },
];

/** The thread waits for files, processes, compression or key derivation, all of which Node can do beside it. */
export function syncIo(run: Run): Finding[] {
  const inServer = servesRequests(run.profile);
  const loading = loadingNodes(run.profile);
  return kinds.flatMap(({ what, functions, advice }): Finding[] => {
    const calls = blockingCalls(run, loading, functions);
    const sum = calls.sum();
    const sites = calls.sorted();
    const [first] = sites;
    if (first === undefined || !isAtLeast(run, sum, inServer ? leastInServer : leastInScript)) return [];
    return [
      {
        id: 'syncIo',
        severity: 'warning',
        title: `${what} blocks the thread for ${formatShare(shareOf(run, sum))} of the time`,
        share: shareOf(run, sum),
        evidence: [
          ...sites
            .slice(0, mostPlaces)
            .map(({ place, amount }) => `${describeSite(place)}: ${describeAmount(run, amount)}.`),
          ...(inServer ? ['This process answers requests, and answered none meanwhile.'] : []),
        ],
        advice,
        place: first.place,
        function: first.function,
      },
    ];
  });
}

/** The time of Node's functions that match, by the line of own code that led there. */
function blockingCalls({ profile, own }: Run, loading: readonly boolean[], matches: RegExp): SiteAmounts {
  const { nodes, functions } = profile;
  const isBlocking = functions.name.map((name, fn) => matches.test(`${at(functions.file, fn)} ${name}`));
  const sites = new SiteAmounts();
  if (!isBlocking.includes(true)) return sites;
  // Modules are loaded synchronously by nature.
  const blocks = (node: number): boolean => at(isBlocking, at(nodes.function, node)) && !at(loading, node);
  for (const { node, amount } of outermost(profile, blocks)) {
    const site = own.siteOf(node);
    if (site !== undefined) sites.add(site, amount);
  }
  return sites;
}
