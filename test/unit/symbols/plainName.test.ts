import assert from 'node:assert/strict';
import { plainName } from '../../../src/symbols/plainName.ts';

describe('plainName', () => {
  it('takes the hash and the escapes from names of Rust', () => {
    assert.equal(plainName('app::work::h0123456789abcdef'), 'app::work');
    assert.equal(
      plainName('_$LT$alloc..vec..Vec$LT$T$GT$$u20$as$u20$core..ops..Drop$GT$::drop::h0123456789abcdef'),
      '<alloc::vec::Vec<T> as core::ops::Drop>::drop',
    );
    assert.equal(plainName('app::main::_$u7b$$u7b$closure$u7d$$u7d$::h0123456789abcdef'), 'app::main::{{closure}}');
  });

  it('leaves other names alone', () => {
    for (const name of ['shop::total(std::vector<double> const&)', 'operator$LT$', 'a::hello', '', 'std::h0123'])
      assert.equal(plainName(name), name);
  });
});
