import { ProfileBuilder } from '../../model/builder.ts';
import type { Profile } from '../../model/profile.ts';
import type { Format, Input } from '../format.ts';
import { headOf, holdsNoProfile } from '../json.ts';
import { GeckoFrames } from './geckoFrames.ts';
import { unitOfSamples } from './geckoUnit.ts';
import { readGeckoFile, type GeckoThread } from './readGeckoFile.ts';
import { ThreadSamples } from './threadSamples.ts';

/**
 * Profiles of Firefox: as its profiler writes them (`MOZ_PROFILER_SHUTDOWN`), and as profiler.firefox.com saves them, which
 * samply and others write too.
 * https://github.com/firefox-devtools/profiler/blob/main/docs-developer/gecko-profile-format.md
 * https://github.com/firefox-devtools/profiler/blob/main/docs-developer/processed-profile-format.md
 */
export const gecko: Format = {
  id: 'gecko',
  name: 'Firefox profile',
  extensions: ['.json', '.json.gz'],
  // What the Firefox Profiler and samply call their files.
  fileNames: ['Firefox*profile.json', 'Firefox*profile.json.gz', 'profile.json.gz'],
  accepts: (input) => {
    const head = headOf(input);
    return (
      /^\s*\{\s*"(meta|libs|shared|pages)"\s*:/.test(head) &&
      /"(preprocessedProfileVersion|breakpadId|processType|sampleUnits|profilingStartTime|markerSchema|interval)"\s*:/.test(
        head,
      )
    );
  },
  read,
};

/** The model numbers threads with 16 bits. */
const mostThreads = 2 ** 16 - 1;

function read(input: Input): Profile {
  const file = readGeckoFile(input);
  const first = file.threads[0];
  if (first === undefined) throw holdsNoProfile(input.name);
  const unit = unitOfSamples(first);
  const builder = new ProfileBuilder({ format: 'gecko', tool: file.product || 'firefox', unit: unit.unit });
  const alike = file.threads.filter((thread) => unitOfSamples(thread).unit === unit.unit).slice(0, mostThreads);
  if (alike.length < file.threads.length) {
    const message = `${file.threads.length - alike.length} threads count something else than the first one and were left out.`;
    builder.note('bad-data', message);
  }
  addThreads(builder, input, alike);
  return builder.finish();
}

function addThreads(builder: ProfileBuilder, input: Input, threads: readonly GeckoThread[]): void {
  const frames = new GeckoFrames(builder, input);
  const samples = new ThreadSamples(builder, frames);
  for (const thread of threads) samples.add(thread, unitOfSamples(thread));
  if (samples.broken > 0)
    builder.note('bad-data', `${samples.broken} samples have no sound stack or weight and were left out.`);
  if (frames.unplaced > 0) {
    builder.note(
      'no-symbols',
      `${frames.unplaced} addresses have no names, as the files with their code are not here: the Firefox Profiler or samply can put the names into the profile.`,
    );
  }
}
