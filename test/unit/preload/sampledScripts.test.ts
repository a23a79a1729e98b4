import assert from 'node:assert/strict';
import { sampledScripts } from '../../../src/preload/sampledScripts.ts';

const frame = (scriptId: string | number, url: string) => ({ callFrame: { scriptId, url } });

describe('sampledScripts', () => {
  it("lists the program's scripts of a CPU profile once", () => {
    const nodes = [
      { ...frame('0', ''), children: [2, 3] },
      frame('7', 'file:///a.mjs'),
      frame('7', 'file:///a.mjs'),
      frame('8', 'node:fs'),
    ];
    assert.deepEqual([...sampledScripts({ nodes })], [['7', 'file:///a.mjs']]);
  });

  it('lists those of a heap profile, however deep', () => {
    let head: object = frame(9, '/deepest.cjs');
    for (let depth = 0; depth < 100_000; depth++) head = { ...frame(1, ''), children: [head] };
    assert.deepEqual([...sampledScripts({ head })], [['9', '/deepest.cjs']]);
  });
});
