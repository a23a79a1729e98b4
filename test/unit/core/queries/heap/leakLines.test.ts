import assert from 'node:assert/strict';
import { bytesPerRound, leakLines, leakMessage } from '../../../../../src/core/queries/heap/leakLines.ts';
import type { LeakSuspect } from '../../../../../src/core/queries/heap/leakReport.ts';

const place = (file: string, line: number) => ({ file, line, column: 1 });

const session: LeakSuspect = {
  class: 'Session',
  counts: [10, 1010, 2010],
  bytes: [6000, 606_000, 1_206_000],
  survivors: [1000, 1000],
  example: 7,
  path: [],
  held: { name: 'sessions', place: place('/shop/sessions.js', 3) },
  allocatedAt: [
    { function: 'emit', place: place('node:events', 508) },
    { function: 'Buffer', place: place('', 0) },
    { function: 'login', place: place('/shop/login.js', 8) },
    { function: 'serve', place: place('/shop/server.js', 20) },
  ],
};

describe('Lines of a leak', () => {
  it('are those of the innermost own call that allocates and of what holds', () => {
    const lines = leakLines({ leaks: [session] });
    assert.deepEqual(
      lines.map(({ role, name, place: { file, line } }) => `${role} ${name} ${file}:${line}`),
      ['allocates login /shop/login.js:8', 'holds sessions /shop/sessions.js:3'],
    );
    assert.deepEqual(lines.map(leakMessage), [
      'Leak: Session grows by 600 kB with every round, allocated in login (10 → 1,010 → 2,010 objects).',
      'Leak: Session grows by 600 kB with every round, held by sessions (10 → 1,010 → 2,010 objects).',
    ]);
  });

  it('keep the order of the verdict, and functions without a name are told by their line', () => {
    const { held: _, ...loose } = session;
    const anonymous = { ...loose, class: 'Job', allocatedAt: [{ function: '', place: place('/shop/jobs.js', 2) }] };
    const lines = leakLines({ leaks: [anonymous, session] });
    assert.deepEqual(
      lines.map(({ suspect }) => suspect.class),
      ['Job', 'Session', 'Session'],
    );
    assert.match(lines.map(leakMessage)[0] ?? '', /allocated in this function \(/);
  });

  it('are none of a leak that only Node and V8 know, which is told without a line', () => {
    const { held: _, ...loose } = session;
    assert.deepEqual(leakLines({ leaks: [{ ...loose, allocatedAt: session.allocatedAt.slice(0, 2) }] }), []);
    assert.deepEqual(leakLines({ leaks: [] }), []);
  });

  it('tell the mean growth of a round, whatever the single rounds were', () => {
    assert.equal(bytesPerRound({ ...session, bytes: [100, 150, 400, 500, 500] }), 100);
  });
});
