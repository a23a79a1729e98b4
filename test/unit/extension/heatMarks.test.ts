import assert from 'node:assert/strict';
import { ProfileBuilder } from '../../../src/core/model/builder.ts';
import { summarize } from '../../../src/core/queries/summary.ts';
import { heatMarks } from '../../../src/extension/heatMarks.ts';
import type { OpenSession } from '../../../src/extension/openSession.ts';
import { memoryOfLine, runMemory } from '../../../src/extension/runMemory.ts';
import type { SettingValues } from '../../../src/extension/readSettings.ts';
import { sessionOf } from './sessionOf.ts';

const settings: SettingValues = {
  threshold: 0.01,
  metric: 'self',
  unit: 'both',
  codeLens: false,
  inlined: 'innermost',
  nodePath: '',
  samplingInterval: 1000,
  callGraph: 'auto',
  debuginfod: false,
};

/** ms by line of `/app/a.js`, all in one function. */
async function timed(times: Readonly<Record<number, number>>): Promise<OpenSession> {
  const builder = new ProfileBuilder({ format: 'cpuprofile', tool: 'v8', unit: 'microseconds' });
  const fn = builder.function({ name: 'f', file: '/app/a.js', line: 1, column: 1, category: 'own' });
  const node = builder.node(-1, fn);
  for (const [line, time] of Object.entries(times)) {
    builder.weigh(node, time * 1000, 1);
    builder.line(node, Number(line), time * 1000);
  }
  return await sessionOf(builder.finish());
}

async function drawn(times: Readonly<Record<number, number>>, changes: Partial<SettingValues> = {}): Promise<string> {
  const marks = heatMarks(await timed(times), '/app/a.js', { ...settings, ...changes });
  return marks.map(({ line, step, text }) => `${line}: ${'#'.repeat(step + 1)} ${text}`).join('\n');
}

describe('heatMarks', () => {
  const times = { 2: 500, 3: 300, 4: 150, 5: 45, 6: 5 };

  it('has the hottest line first and leaves out what is under the threshold', async () => {
    assert.equal(
      await drawn(times),
      '2: ##### 50 % · 500 ms\n3: ##### 30 % · 300 ms\n4: #### 15 % · 150 ms\n5: ## 4.5 % · 45 ms',
    );
  });

  it('shows percent or time alone when asked', async () => {
    assert.equal(await drawn({ 2: 500 }, { unit: 'percent' }), '2: ##### 100 %');
    assert.equal(await drawn({ 2: 500 }, { unit: 'time' }), '2: ##### 500 ms');
  });

  it('shows every line that has any heat at a threshold of zero', async () => {
    assert.match(await drawn(times, { threshold: 0 }), /6: # 0\.5 % · 5 ms$/);
  });

  it('has the memory of the same run behind the time, and the lines that have only memory in the coolest colour', async () => {
    const builder = new ProfileBuilder({ format: 'heapprofile', tool: 'v8', unit: 'bytes', event: 'live' });
    for (const [line, bytes] of [
      [2, 3e6],
      [9, 6e6],
      [11, 10],
    ] as const) {
      const place = { file: '/app/a.js', line, column: 1, category: 'own' } as const;
      builder.weigh(builder.node(-1, builder.function({ name: `f${line}`, ...place })), bytes, 1);
    }
    const session = { ...(await timed({ 2: 700, 3: 300 })), memory: runMemory(summarize(builder.finish())) };
    const marks = heatMarks(session, '/app/a.js', settings).map(({ line, step, text }) => [line, step, text]);
    assert.deepEqual(marks, [
      [2, 4, '70 % · 700 ms · 3 MB live'],
      [3, 3, '30 % · 300 ms'],
      [9, 0, '6 MB live'],
    ]);
    assert.equal(memoryOfLine(session, '/app/a.js', 9), '6 MB live (67 % of 9 MB)');
    assert.equal(memoryOfLine(session, '/app/a.js', 3), undefined);
  });

  it('is empty for a file that the profile does not know', async () => {
    assert.deepEqual(heatMarks(await timed(times), '/app/b.js', settings), []);
  });
});
