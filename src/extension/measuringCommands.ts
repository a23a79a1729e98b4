import { join } from 'node:path';
import type * as vscode from 'vscode';
import { attachCommands } from './attachCommands.ts';
import type { MeasuringCommand } from './contributions.ts';
import { findLeaks } from './findLeaks.ts';
import type { HandRounds } from './handRounds.ts';
import type { HeapPageHost } from './heapPage.ts';
import type { LeakProblems } from './leakProblems.ts';
import type { Handlers } from './onDemand.ts';
import { profileCommands } from './profileCommands.ts';
import type { ProfileHost } from './profileTarget.ts';
import { RememberedRuns } from './runOptions.ts';
import { takeSnapshot } from './takeSnapshot.ts';

export interface MeasuringHost extends Omit<ProfileHost, 'snapshots'>, HeapPageHost {
  readonly state: vscode.Memento;
  /** Path of the built `attachedSampler`. */
  readonly sampler: string;
  /** Folder for what is written where no folder is open. */
  readonly storage: string;
  readonly hand: HandRounds;
  readonly problems: LeakProblems;
}

/** Everything that measures a program: far more code than the rest of the extension. */
export function measuringCommands(host: MeasuringHost): Handlers<MeasuringCommand> {
  const snapshots = join(host.storage, 'snapshots');
  const profileHost: ProfileHost = { ...host, snapshots };
  return {
    ...profileCommands(profileHost, new RememberedRuns(host.state)),
    ...attachCommands(profileHost, host.sampler),
    'heatline.takeSnapshot': (given) => takeSnapshot(given, { ...host, storage: snapshots }),
    'heatline.findLeaks': () => findLeaks({ ...host, storage: join(host.storage, 'leaks') }),
  };
}
