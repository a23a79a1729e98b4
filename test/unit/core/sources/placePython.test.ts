import assert from 'node:assert/strict';
import { functionTimes } from '../../../../src/core/analysis/functionTimes.ts';
import { lineTimes } from '../../../../src/core/analysis/lineTimes.ts';
import { at } from '../../../../src/core/model/at.ts';
import type { Profile } from '../../../../src/core/model/profile.ts';
import { placePython } from '../../../../src/core/sources/placePython.ts';
import { profileOf } from '../profileOf.ts';

const host = {
  readText: (file: string) => (file === '/p/a.py' ? '\ndef main():\n  step()\ndef step(): ...\n' : undefined),
};

/** As perf names functions: without lines. */
function recorded(...stacks: readonly string[]): Profile {
  const profile = profileOf(...stacks);
  return { ...profile, tool: 'perf', functions: { ...profile.functions, line: profile.functions.line.map(() => 0) } };
}

describe('placePython', () => {
  const main = 'main@/p/a.py:0';
  const step = 'step@/p/a.py:0';

  it('gives a function what the interpreter does for it, and each line all that its function costs', () => {
    const profile = placePython(
      recorded(
        `_start;_PyEval_EvalFrameDefault;${main};_PyEval_EvalFrameDefault;PyObject_Vectorcall;${step};_PyEval_EvalFrameDefault 3`,
        `_start;_PyEval_EvalFrameDefault;${main};_PyEval_EvalFrameDefault;PyObject_Vectorcall;${step};_PyEval_EvalFrameDefault.cold;PyLong_Add 2`,
        `_start;_PyEval_EvalFrameDefault;${main};_PyEval_EvalFrameDefault 1`,
      ),
      host,
    );
    const { self, total } = functionTimes(profile);
    const { name, line } = profile.functions;
    const of = (wanted: string) => {
      const fn = name.indexOf(wanted);
      return [at(line, fn), at(self, fn), at(total, fn)];
    };
    assert.deepEqual(of('main'), [2, 1000, 6000]);
    assert.deepEqual(of('step'), [4, 3000, 5000]);
    assert.deepEqual(of('PyLong_Add'), [0, 2000, 2000]);
    // What started the first function is not its own.
    assert.deepEqual(of('_PyEval_EvalFrameDefault'), [0, 0, 6000]);
    assert.deepEqual(
      lineTimes(profile).map((time) => [time.line, time.self, time.total]),
      [
        [4, 3000, 5000],
        [2, 1000, 6000],
      ],
    );
  });

  it('leaves functions without a line that it does not find, and other profiles as they are', () => {
    const profile = placePython(recorded('gone@/p/a.py:0;_PyEval_EvalFrameDefault 1', 'far@/p/b.py:0 1'), host);
    assert.deepEqual([...profile.functions.line], [0, 0]);
    const other = recorded('main 1');
    assert.equal(placePython(other, host), other);
  });
});
