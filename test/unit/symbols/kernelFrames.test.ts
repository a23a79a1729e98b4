import assert from 'node:assert/strict';
import { readProfile } from '../../../src/core/formats/formats.ts';
import { kernelFrames } from '../../../src/symbols/kernelFrames.ts';
import { KernelNames } from '../../../src/symbols/kernelNames.ts';
import { recording } from '../core/formats/perf/recordings.ts';

/** `/proc/kallsyms` of a kernel that was moved by 0x200000 since it was recorded. */
const moved = KernelNames.parse(`ffffffff81200000 T _text
ffffffff81200100 T schedule
ffffffff81200200 T do_syscall_64
`);

const buildId = 'aa'.repeat(20);
const base = -0x7f000000;
const kernel = { file: '[kernel.kallsyms]', buildId, anchor: { symbol: '_text', address: base } };

describe('The kernel of a recording', () => {
  const namesIn = (...given: Parameters<typeof kernelFrames>) => {
    const { frames, problem } = kernelFrames(...given);
    return [...frames.map(([frame]) => frame?.name), ...(problem === undefined ? [] : [problem])];
  };

  it('is named by the running one where that is the same build, moved as it may be', () => {
    assert.deepEqual(namesIn(kernel, [base + 0x110, base + 0x200], { buildId, names: moved }), [
      'schedule',
      'do_syscall_64',
    ]);
  });

  it('has no names of another build, nor of one that does not say which and stands elsewhere', () => {
    const other = { buildId: 'bb'.repeat(20), names: moved };
    assert.deepEqual(namesIn(kernel, [base + 0x110], other), [undefined, 'otherKernel']);
    assert.deepEqual(namesIn({ ...kernel, buildId: '' }, [base + 0x110], other), [undefined, 'otherKernel']);
    const here = { ...kernel, buildId: '', anchor: { symbol: '_text', address: base + 0x200000 } };
    assert.deepEqual(namesIn(here, [base + 0x200110], other), ['schedule']);
  });

  it('has no names where the running one hides them', () => {
    const hidden = { buildId, names: undefined };
    assert.deepEqual(namesIn(kernel, [base], hidden), [undefined, 'hiddenKernel']);
  });

  it('says in a recording of perf where it stood', () => {
    const { modules } = readProfile(recording('events.perf.data'), { event: 'page-faults' });
    const { anchor } = modules.find(({ file }) => file === '[kernel.kallsyms]') ?? {};
    assert.deepEqual(anchor, { symbol: '_text', address: base });
  });
});
