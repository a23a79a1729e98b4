import assert from 'node:assert/strict';
import { JitCode, type JitLoad } from '../../../../../src/core/formats/perf/jitCode.ts';
import { ProfileBuilder } from '../../../../../src/core/model/builder.ts';

describe('Code that a runtime makes', () => {
  const load = (name: string, start: number, time: number): JitLoad => {
    const positions = [
      { offset: 0, line: 3, column: 1 },
      { offset: 8, line: 4, column: 1 },
    ];
    return { start, length: 16, time, name, positions };
  };

  it('is what stands at an address at a time, and says when it replaces other code', () => {
    const builder = new ProfileBuilder({ format: 'perf-data', tool: 'perf', unit: 'samples' });
    const code = new JitCode(builder, [load('second', 1008, 30), load('first', 1000, 10), load('apart', 2000, 20)]);
    const nameAt = (address: number) => {
      const frame = code.frame(address);
      return frame && [builder.finish().functions.name[frame.fn], frame.line];
    };
    assert.equal(code.loadUntil(5), false);
    assert.equal(code.frame(1000), undefined);
    assert.equal(code.loadUntil(15), false);
    assert.deepEqual(nameAt(1009), ['first', 4]);
    assert.equal(code.loadUntil(25), false);
    assert.equal(code.loadUntil(30), true);
    assert.deepEqual(
      [nameAt(1007), nameAt(1009), nameAt(2008)],
      [
        ['first', 3],
        ['second', 3],
        ['apart', 4],
      ],
    );
    assert.equal(code.loadUntil(Infinity), false);
  });
});
