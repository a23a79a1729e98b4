import assert from 'node:assert/strict';
import { KernelNames } from '../../../src/symbols/kernelNames.ts';

describe('KernelNames', () => {
  const text = [
    '0000000000000000 A fixed_percpu_data',
    'ffffffff81000000 T _stext',
    'ffffffff81000100 t do_syscall_64',
    'ffffffff82000000 D jiffies',
    'ffffffffc0001000 t ext4_write\t[ext4]',
    'ffff800008010000 T arm_entry',
  ].join('\n');

  it('has the function that an address is in', () => {
    const names = KernelNames.parse(text);
    assert.equal(names?.at(-0x7f000000), '_stext');
    assert.equal(names.at(-0x7efffeff), 'do_syscall_64');
    assert.equal(names.at(Number(BigInt.asIntN(64, 0xffffffffc0001234n))), 'ext4_write');
    assert.equal(names.at(Number(BigInt.asIntN(64, 0xffff800008010004n))), 'arm_entry');
    assert.equal(names.at(-(2 ** 62)), undefined);
  });

  it('has nothing where the machine hides addresses', () => {
    assert.equal(KernelNames.parse(text.replace(/^\w+/gm, '0000000000000000')), undefined);
    assert.equal(KernelNames.parse(''), undefined);
  });
});
