import assert from 'node:assert/strict';
import { leftHeavy } from '../../../src/core/analysis/leftHeavy.ts';
import { indexBoxes } from '../../../webview/boxIndex.ts';
import { compileQuery, findHits, hasHit, matchFunctions } from '../../../webview/search.ts';
import { profileOf, sessionOf } from '../../ui/sessions.ts';

describe('Search of a graph', () => {
  const profile = profileOf('a;b;a 10', 'a;c 5', '(idle) 100', 'b 3');
  const index = indexBoxes(leftHeavy(profile));
  const { functions } = sessionOf(profile);
  const hitsOf = (...names: readonly string[]) =>
    findHits(
      index,
      functions,
      matchFunctions(functions, (text) => names.includes(text)),
    );

  it('counts each stack once', () => {
    assert.equal(hitsOf('a').weight, 15);
    assert.equal(hitsOf('a').topmost.length, 1);
    assert.equal(hitsOf('b').weight, 13);
    assert.equal(hitsOf('b', 'c').weight, 18);
  });

  it('leaves idle time out of the weight', () => {
    assert.equal(hitsOf('(idle)').weight, 0);
    assert.equal(hitsOf('(idle)').topmost.length, 1);
  });

  it('knows whether any row of a run matches', () => {
    const hits = hitsOf('c');
    const row = Array.from(index.boxes.function).findIndex((fn) => functions.name[fn] === 'c');
    assert.ok(hasHit(hits, row, row + 1));
    assert.ok(!hasHit(hits, 0, row));
  });

  it('takes text as text and patterns as patterns', () => {
    const matches = (text: string, regex: boolean, candidate: string): boolean | undefined => {
      const matcher = compileQuery({ text, regex });
      return matcher.kind === 'matcher' ? matcher.matches(candidate) : undefined;
    };
    assert.equal(matches('A.', false, 'xa.y'), true);
    assert.equal(matches('a.', false, 'xay'), false);
    assert.equal(matches('^A.y$', true, 'axy'), true);
    assert.equal(matches('', true, 'anything'), undefined);
    assert.equal(compileQuery({ text: '(', regex: true }).kind, 'invalid');
  });
});
