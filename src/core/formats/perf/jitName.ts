import type { FunctionInput } from '../../model/builder.ts';
import { categoryOf, pathOf } from '../../model/location.ts';
import { pythonCategory } from '../../model/pythonCategory.ts';

/** `JS:*square /home/dev/main.js:2:16`: the kind of code, the tier, the name, and where the function begins. */
const script = /^(?:JS|LazyCompile|Function|Script|Eval|Module):[~^+*']?(.*)$/s;
const position = /^(.*?) ?(\S+):(\d+):(\d+)$/s;
/** `py::parse:/home/dev/main.py`, of Python's -X perf. */
const python = /^py::(.*?):(.*)$/s;

/** Whether V8 compiled it from a script. */
export function isScript(name: string): boolean {
  return script.test(name);
}

/** What a runtime calls the code that it made, as a function. */
export function jitFunction(name: string): FunctionInput {
  const [, js] = script.exec(name) ?? [];
  if (js !== undefined) {
    const [, own = js, url = '', line = 0, column = 0] = position.exec(js) ?? [];
    const file = pathOf(url);
    const start = { line: Math.min(Number(line), 2 ** 29), column: Math.min(Number(column), 2 ** 29) };
    return { name: own === '' ? '(anonymous)' : own, file, ...start, category: categoryOf(file) };
  }
  const [, own, file] = python.exec(name) ?? [];
  if (own !== undefined && file !== undefined)
    return { name: own, file, line: 0, column: 0, category: pythonCategory(file) };
  const isV8 = /^(Builtin|BytecodeHandler|Stub|Handler|RegExp|Wasm):/.test(name);
  return { name, file: '', line: 0, column: 0, category: isV8 ? 'runtime' : 'native' };
}
