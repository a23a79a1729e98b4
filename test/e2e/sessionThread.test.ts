// A session's thread, with a profile large enough to be caught in the middle of its work.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { SessionThread } from '../../src/session/sessionThread.ts';
import { scratchFolder } from './scratchFolder.ts';

const worker = path.resolve('dist/worker.mjs');
const everything = { thread: -1, hidden: [] } as const;

/** Profiles that are opened and closed one after the other. */
const rounds = 5;

describe("A session's thread", () => {
  const folder = scratchFolder();

  it('answers about the file that it has opened', async () => {
    const file = await writeProfile(path.join(folder(), 'small.cpuprofile'), 100);
    const thread = new SessionThread(worker);
    try {
      const { profile, times, revision } = await thread.ask('open', { path: file });
      assert.equal(times.samples, 99);
      assert.equal(profile.functions.name.length, 10);
      const boxes = (await thread.ask('view', { revision, filter: everything }))?.boxes;
      assert.ok(boxes);
      assert.equal(
        boxes.width.reduce((sum, width, box) => sum + (boxes.depth[box] === 0 ? width : 0), 0),
        99_000,
      );
    } finally {
      thread.dispose();
    }
  });

  it('says nothing of a state that another has taken the place of', async () => {
    const thread = new SessionThread(worker);
    try {
      const small = await writeProfile(path.join(folder(), 'small.cpuprofile'), 100);
      const larger = await writeProfile(path.join(folder(), 'larger.cpuprofile'), 200);
      const before = await thread.ask('open', { path: small });
      const after = await thread.ask('open', { path: larger });
      const request = { kind: 'bottomUp' } as const;
      assert.deepEqual(after.profile.functions.name, before.profile.functions.name);
      assert.equal(await thread.ask('view', { revision: before.revision, filter: everything }), undefined);
      assert.equal(await thread.ask('tab', { revision: before.revision, filter: everything, request }), undefined);
      const view = await thread.ask('view', { revision: after.revision, filter: everything });
      assert.equal(view?.times.samples, 199);
    } finally {
      thread.dispose();
    }
  });

  it('says why a file cannot be opened, and can be asked again', async () => {
    const thread = new SessionThread(worker);
    try {
      await assert.rejects(
        thread.ask('open', { path: path.join(folder(), 'none.cpuprofile') }),
        /none\.cpuprofile does not exist/,
      );
      const file = await writeProfile(path.join(folder(), 'small.cpuprofile'), 100);
      assert.equal((await thread.ask('open', { path: file })).times.samples, 99);
    } finally {
      thread.dispose();
    }
  });

  it('ends in the middle of its work, and gives its memory back', async () => {
    const file = await writeProfile(path.join(folder(), 'large.cpuprofile'), 400_000);
    const before = process.memoryUsage().rss;
    let held = 0;
    for (let round = 0; round < rounds; round++) {
      const begun = process.memoryUsage().rss;
      const opened = new SessionThread(worker);
      await opened.ask('open', { path: file });
      held = Math.max(held, process.memoryUsage().rss - begun);
      const interrupted = new SessionThread(worker);
      const answer = interrupted.ask('open', { path: file });
      await delay(200);
      interrupted.dispose();
      opened.dispose();
      await assert.rejects(answer, /closed/);
      await assert.rejects(opened.ask('view', { revision: 1, filter: everything }), /closed/);
      await delay(500);
    }
    // The system's allocator keeps some of it for the next thread, but not that of every thread.
    const left = process.memoryUsage().rss - before;
    assert.ok(left < (held * rounds) / 2, `${left} bytes are left after ${rounds} times ${held}`);
  });
});

/** A chain of calls of ten functions, as deep as a stack gets, then the next: one sample a node. */
async function writeProfile(file: string, count: number): Promise<string> {
  const stream = createWriteStream(file);
  stream.write(
    '{"nodes":[{"id":1,"callFrame":{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1}}',
  );
  for (let id = 2; id <= count; id++) {
    const fn = id % 10;
    const parent = id % 40 === 0 ? 1 : id - 1;
    const frame = `{"functionName":"f${fn}","scriptId":"9","url":"file:///app/a.js","lineNumber":${fn},"columnNumber":0}`;
    const line = `,{"id":${id},"callFrame":${frame},"hitCount":1,"parent":${parent}}\n`;
    if (!stream.write(line)) await once(stream, 'drain');
  }
  const ids = Array.from({ length: count - 1 }, (_, index) => index + 2);
  stream.write(
    `],"startTime":0,"endTime":${count * 1000},"samples":[${ids.join()}],"timeDeltas":[${ids.map(() => 1000).join()}]}`,
  );
  stream.end();
  await finished(stream);
  return file;
}
