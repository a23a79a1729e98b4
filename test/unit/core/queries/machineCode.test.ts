import assert from 'node:assert/strict';
import { machineCodeText, type Instruction } from '../../../../src/core/queries/machineCode.ts';

const source = ['double sum = 0;', '\tfor (double each : all)', '\t\tsum += each;'];

describe('machineCodeText', () => {
  it('has instructions below their source lines, each with its share', () => {
    const at = (address: number, line: number, text: string, weight = 0): Instruction => {
      return { address, line, text, weight, file: line === 0 ? '' : '/home/dev/sum.cpp' };
    };
    const instructions = [
      at(0xff8, 0, 'push   %rbp'),
      at(0xffa, 2, 'cmp    %rax,%rdx', 2000),
      at(0x1001, 3, 'addsd  (%rax),%xmm0', 70000),
      at(0x1005, 3, 'ret'),
    ];
    const rows = machineCodeText(
      { name: 'sum\u001b[31m(all)', binary: '/home/dev/a.out', instructions },
      {
        sum: 100000,
        unit: 'microseconds',
        lineText: (file, line) => (file === '/home/dev/sum.cpp' ? source[line - 1] : undefined),
        shorten: (file) => file.replace('/home/dev/', ''),
      },
    );
    assert.equal(
      rows.map(({ text }) => text).join('\n'),
      `sum�[31m(all)
72 % · 72 ms in 4 instructions of a.out

(no line)
           ff8  push    %rbp

sum.cpp:2  for (double each : all)
   2.0 %   ffa  cmp     %rax,%rdx

sum.cpp:3  sum += each;
    70 %  1001  addsd   (%rax),%xmm0
          1005  ret`,
    );
    assert.deepEqual(
      rows.flatMap(({ place }) => (place === undefined ? [] : [place.line])),
      [0, 2, 3],
    );
  });
});
