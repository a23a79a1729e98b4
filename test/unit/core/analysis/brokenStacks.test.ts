import assert from 'node:assert/strict';
import { brokenStackNotes } from '../../../../src/core/analysis/brokenStacks.ts';
import { profileOf } from '../profileOf.ts';

describe('brokenStackNotes', () => {
  const notesOf = (...stacks: readonly string[]) => {
    const notes = brokenStackNotes({ ...profileOf(...stacks), tool: 'perf' });
    return notes.map(({ message }) => message).join();
  };

  it('says how to record whole stacks of what keeps no frame pointers', () => {
    assert.match(
      notesOf('parse@/p/a.c:1;next@/p/a.c:2 9', 'main@/p/a.c:1 1'),
      /^90 % .* record with --call-graph dwarf/,
    );
    assert.equal(notesOf('main@/p/a.c:1;next@/p/a.c:2 9'), '');
  });

  it('says which Python has whole stacks', () => {
    assert.match(notesOf('step@/p/a.py:1;PyLong_Add 9'), /-X perf_jit/);
  });
});
