// A native program is shown while it runs, and from when it is asked for.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { perf } from '../../src/capture/perf/perf.ts';
import type { Recording, RecordingOptions } from '../../src/capture/recording.ts';
import { SessionThread } from '../../src/session/sessionThread.ts';
import type { SummaryOfRevision } from '../../src/session/questions.ts';
import { installNativeTools } from '../host/nativeTools.mjs';
import { markedLine } from './markedLine.ts';
import { scratchFolder } from './scratchFolder.ts';

const source = path.resolve('test/fixtures/programs/native/ends.cpp');

describe('A native program that runs', function () {
  if (process.platform !== 'linux') return;
  const scratch = scratchFolder();

  before(() => {
    installNativeTools();
    for (const [name, option] of [
      ['with', '-fno-omit-frame-pointer'],
      ['without', '-fomit-frame-pointer'],
    ] as const) {
      const args = ['-O2', '-g', option, '-pthread', source, '-o', scratch(name)];
      assert.equal(spawnSync('g++', args).status, 0);
    }
  });

  const record = async (
    program: string,
    options: Partial<RecordingOptions>,
    during: (recording: Recording, child: ChildProcess, thread: SessionThread) => Promise<void>,
  ) => {
    const { env } = process;
    const found = await perf.find({ env, cwd: scratch(), node: undefined });
    assert.ok(found.state === 'found');
    const given = { measure: 'cpu', intervalUs: 1000, live: true, env, preload: '' } as const;
    const recording = await found.record({ ...given, ...options });
    const thread = new SessionThread(path.resolve('dist/worker.mjs'));
    try {
      const [command, ...args] = recording.command([scratch(program), 'loop'], scratch()).argv;
      const child = spawn(command, args);
      try {
        await once(child.stdout, 'data');
        await during(recording, child, thread);
      } finally {
        await recording.stop(3000, child.pid);
      }
      const files = await recording.finish();
      return (await thread.ask('finish', { files, notes: [], startedAt: 0 })).summary;
    } finally {
      thread.dispose();
      recording.dispose();
    }
  };
  /** The first state of the session with so many samples, while the program runs. */
  const shown = async (recording: Recording, child: ChildProcess, thread: SessionThread, samples: number) => {
    for (;;) {
      const summary = await thread.ask('live', { files: recording.files(), startedAt: 0 });
      assert.equal(child.exitCode ?? child.signalCode, null);
      if (summary !== undefined && summary.times.samples >= samples) return summary;
      await delay(50);
    }
  };
  const hotLine = ({ lines }: SummaryOfRevision): number | undefined => {
    const [hottest] = lines.filter(({ file }) => file === source).sort((a, b) => b.self - a.self);
    return hottest?.line;
  };

  it('is shown with its heat, which grows, and with nothing that is lost', async () => {
    const end = await record('with', {}, async (...run) => {
      const first = await shown(...run, 1);
      const later = await shown(...run, first.times.samples + 200);
      assert.equal(hotLine(later), markedLine(source, 'hot'));
      assert.deepEqual(
        later.profile.notes.filter(({ kind }) => kind !== 'few-samples'),
        [],
      );
    });
    assert.equal(hotLine(end), markedLine(source, 'hot'));
  });

  it('is shown without callers where perf has to unwind its stacks, until it ends', async () => {
    const callersOf = ({ profile }: SummaryOfRevision) => profile.functions.name.some((name) => name.includes('burn'));
    const end = await record('without', {}, async (...run) => {
      const summary = await shown(...run, 200);
      assert.equal(hotLine(summary), markedLine(source, 'hot'));
      assert.match(summary.profile.notes.map(({ message }) => message).join(), /have no callers/);
      assert.ok(!callersOf(summary));
    });
    assert.ok(callersOf(end));
  });

  it('is measured from when that is asked for', async () => {
    await record('with', { begin: 'message' }, async (recording, child, thread) => {
      await delay(500);
      assert.deepEqual(recording.files().profiles, []);
      const before = performance.now();
      recording.start();
      const { times, profile } = await shown(recording, child, thread, 100);
      const measuredMs = times.sum / 1000;
      assert.ok(measuredMs <= performance.now() - before + 100, `${measuredMs}`);
      assert.equal(profile.unit, 'microseconds');
    });
  });
});
