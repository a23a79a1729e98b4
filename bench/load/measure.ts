// One reader on one file, in a process of its own. Prints what it cost.
import { readFileSync } from 'node:fs';
import { openProfile } from '../../src/capture/open.ts';
import { readInput } from '../../src/capture/readInput.ts';
import { functionTimes } from '../../src/core/analysis/functionTimes.ts';
import { leftHeavy } from '../../src/core/analysis/leftHeavy.ts';
import { timeOrdered } from '../../src/core/analysis/timeOrdered.ts';
import { readProfile } from '../../src/core/formats/formats.ts';
import type { Profile } from '../../src/core/model/profile.ts';

const [reader = '', file = ''] = process.argv.slice(2);

const readers: Readonly<Record<string, () => unknown>> = {
  'JSON.parse': () => JSON.parse(readFileSync(file, 'utf8')) as unknown,
  read: () => readInput(file, readProfile),
  model: () => layOutAll(readInput(file, readProfile)),
  mapped: async () => layOutAll((await openProfile(file)).profile),
};

function layOutAll(profile: Profile): unknown {
  return [functionTimes(profile), leftHeavy(profile), profile.threads.map((_, thread) => timeOrdered(profile, thread))];
}

async function measure(): Promise<void> {
  const before = process.cpuUsage();
  const kept = await readers[reader]?.();
  if (kept === undefined) throw new Error(`There is no reader '${reader}'.`);
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ ms: (user + system) / 1000, bytes: process.resourceUsage().maxRSS * 1024 }));
}

void measure();
