import assert from 'node:assert/strict';
import { pythonFunctions } from '../../../../src/core/sources/pythonFunctions.ts';

describe('pythonFunctions', () => {
  it('names functions by what is around them', () => {
    const text = `import os

@decorated
def outer(a,
          b=")"):
    """Says
def nothing():
"""
    def inner(): pass
    return inner

class Shop(Base):
    async def total(self):
        class Local:
            def price(self): return """
    def not_code(): pass
"""
if os.name == "posix":
\tdef late(): ...  # def comment(): ...
`;
    assert.deepEqual(Object.fromEntries(pythonFunctions(text)), {
      outer: 4,
      'outer.<locals>.inner': 9,
      'Shop.total': 13,
      'Shop.total.<locals>.Local.price': 15,
      late: 19,
    });
  });

  it('knows no line of a name that several functions have', () => {
    const text = 'class A:\n  @property\n  def x(self): ...\n  @x.setter\n  def x(self, x): ...\n  def y(self): ...\n';
    assert.deepEqual(Object.fromEntries(pythonFunctions(text)), { 'A.x': 0, 'A.y': 6 });
  });

  it('goes on after strings and brackets that are not closed, in lines of any kind', () => {
    assert.deepEqual(Object.fromEntries(pythonFunctions('x = "not closed\r\ndef a(): ...\r\n')), { a: 2 });
    assert.deepEqual(Object.fromEntries(pythonFunctions('def a():\n  f(\ndef b(): ...\n')), { a: 1 });
    assert.deepEqual(Object.fromEntries(pythonFunctions('x = 1 + \\\n  def\n)))\ndef a(): ...')), { a: 4 });
  });
});
