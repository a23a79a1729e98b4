import assert from 'node:assert/strict';
import { functionReasons } from '../../../../src/core/analysis/functionReasons.ts';
import { ProfileBuilder } from '../../../../src/core/model/builder.ts';

describe('functionReasons', () => {
  it('gives the garbage collector to the code that it interrupted', () => {
    const builder = new ProfileBuilder({ format: 'cpuprofile', tool: 'v8', unit: 'microseconds' });
    const place = { file: '/app/a.js', line: 1, column: 1 };
    const main = builder.function({ ...place, name: 'main', category: 'own' });
    const parse = builder.function({ ...place, name: 'parse', line: 5, category: 'own' });
    const draw = builder.function({ ...place, name: 'draw', line: 9, category: 'own' });
    const gc = builder.function({ name: '(garbage collector)', file: '', line: 0, column: 0, category: 'gc' });
    const root = builder.node(-1, main);
    const parsing = builder.node(root, parse);
    const drawing = builder.node(root, draw);
    const collecting = builder.node(-1, gc);
    // Two rounds right after parsing, one after drawing.
    for (const [index, node] of [parsing, collecting, collecting, drawing, collecting, root].entries()) {
      builder.sample(node, 1000, index * 1000);
    }
    const profile = builder.finish();
    assert.equal(functionReasons(profile, parse).gc, 2000);
    assert.equal(functionReasons(profile, draw).gc, 1000);
    assert.equal(functionReasons(profile, main).gc, 3000);
    assert.deepEqual(functionReasons(profile, main).tiers, []);
  });
});
