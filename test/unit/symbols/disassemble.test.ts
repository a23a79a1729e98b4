import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { at } from '../../../src/core/model/at.ts';
import { readKeptCode, writeKeptCode } from '../../../src/session/keptCode.ts';
import { disassemble } from '../../../src/symbols/disassemble.ts';
import { disassemblePlace } from '../../../src/symbols/disassemblePlace.ts';
import { Symbolizer } from '../../../src/symbols/symbolizer.ts';
import { recordedCode } from '../../../src/symbols/recordedCode.ts';
import { instructionsOf, markedLine, offsetOf } from './instructions.ts';
import { installNativeTools, programFolder, run } from './nativeTools.ts';
import { profileOfAddresses } from './stacks.ts';

describe('disassemble', function () {
  this.timeout(300_000);
  const folder = programFolder();

  before(() => {
    installNativeTools();
    cpSync('test/fixtures/native/program', folder(), { recursive: true });
    run('g++', ['-O2', '-g', folder('work.cpp'), '-o', folder('work')]);
  });

  it('has the cost of each instruction of a function, and its line', async () => {
    const [binary, header] = [folder('work'), folder('square.h')];
    const line = markedLine(header, 'hot line');
    const hot = at(instructionsOf(binary, header, line), 0);
    const raw = profileOfAddresses({ file: binary, buildId: '' }, offsetOf(binary, hot));
    const { instructions } = await disassemble(recordedCode(raw), 'shop::total');
    assert.ok(instructions.length > 10);
    assert.equal(instructions.at(-1)?.text, 'ret');
    const costly = instructions.filter(({ weight }) => weight > 0);
    assert.deepEqual(
      costly.map(({ address, file, line, weight }) => ({ address, file, line, weight })),
      [{ address: hot, file: header, line, weight: 1000 }],
    );
    await assert.rejects(disassemble(recordedCode(raw), 'absent'), /no machine code of a function absent/);
    const rebuilt = { ...raw, modules: [{ file: binary, buildId: '0123' }] };
    await assert.rejects(disassemble(recordedCode(rebuilt), 'shop::total'), /no machine code/);
  });

  it('finds the function that a line was inlined into, and says why it cannot', async () => {
    const [binary, header] = [folder('work'), folder('square.h')];
    const line = markedLine(header, 'hot line');
    const hot = at(instructionsOf(binary, header, line), 0);
    const raw = profileOfAddresses({ file: binary, buildId: '' }, offsetOf(binary, hot));
    const symbolizer = new Symbolizer();
    const found = await disassemblePlace(recordedCode(raw), { file: header, line }, symbolizer);
    assert.match(found.name, /^shop::total/);
    assert.equal(found.instructions.find(({ address }) => address === hot)?.weight, 1000);
    const absent = disassemblePlace(recordedCode(raw), { file: header, line: line + 100 }, symbolizer);
    await assert.rejects(absent, /^HeatlineError: No machine code of line \d+ of square\.h was recorded/);
    const rebuilt = recordedCode({ ...raw, modules: [{ file: binary, buildId: '0123' }] });
    await assert.rejects(disassemblePlace(rebuilt, { file: header, line }, symbolizer), /work was built anew since/);
    const gone = recordedCode({ ...raw, modules: [{ file: '/nowhere/work', buildId: '' }] });
    await assert.rejects(
      disassemblePlace(gone, { file: header, line }, symbolizer),
      /\/nowhere\/work is not here any more/,
    );
  });

  it('is possible after the session was stored', async () => {
    const code = [{ file: '/a/work', buildId: '0123', weights: new Map([[4096, 1000.5]]) }];
    await writeKeptCode(folder('code.json.gz'), code);
    assert.deepEqual(await readKeptCode(folder('code.json.gz')), code);
    assert.deepEqual(await readKeptCode(folder('work')), []);
  });
});
