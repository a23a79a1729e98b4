import { appendProfile, copyFunctions, functionInput } from '../model/appendProfile.ts';
import { at } from '../model/at.ts';
import { ProfileBuilder, roomOf } from '../model/builder.ts';
import type { Profile } from '../model/profile.ts';
import { pythonFunctions } from './pythonFunctions.ts';
import type { SourceHost } from './scripts.ts';

/** Also what is built in, or has no file: `<frozen importlib._bootstrap>`, `<string>`. */
const python = /\.py$|^<.+>$/;

/** The function of CPython that executes a Python function; of those built with tail calls, one for each instruction. */
const interpreterLoop = /^(_PyEval_EvalFrameDefault|_TAIL_CALL_\w+)(\.|$)/;

/**
 * A profile of perf in which Python's functions, of which only names are known (`-X perf`), stand on the line that they begin
 * on, with all that they cost; and what the interpreter's loop does for a function is its own.
 */
export function placePython(profile: Profile, host: SourceHost): Profile {
  const { functions, nodes, lines } = profile;
  const begins = firstLines(profile, host);
  if (begins.size === 0) return profile;
  const builder = new ProfileBuilder(profile, roomOf(profile));
  const threads = profile.threads.map((thread) => builder.thread(thread));
  const copy = copyFunctions(builder, profile);
  const fnOf = (fn: number): number => {
    const line = begins.get(fn);
    return line === undefined ? copy(fn) : builder.function({ ...functionInput(profile, fn), line });
  };
  /** By node: the Python function that it is a part of, or -1. */
  const into = new Int32Array(nodes.parent.length).fill(-1);
  for (const [node, parent] of nodes.parent.entries()) {
    if (parent < 0 || !interpreterLoop.test(at(functions.name, at(nodes.function, node)))) continue;
    if (begins.has(at(nodes.function, parent))) into[node] = parent;
  }
  const placeOf = (node: number): number | undefined => {
    const whole = at(into, node);
    return begins.get(at(nodes.function, whole < 0 ? node : whole));
  };
  const inlined: number[] = [];
  appendProfile(builder, profile, threads, {
    fn: fnOf,
    partOf: (node) => at(into, node),
    call: (node) => {
      const line = placeOf(at(nodes.parent, node));
      if (line !== undefined) return { inlined, line };
      return { inlined, line: at(nodes.callLine, node), column: at(nodes.callColumn, node) };
    },
    line: (row) => {
      const line = placeOf(at(lines.node, row));
      if (line !== undefined) return { inlined, line };
      return { inlined, line: at(lines.line, row), column: at(lines.column, row) };
    },
  });
  for (const script of profile.scripts) builder.script(script);
  builder.note(
    'lines-unknown',
    'Python tells perf its functions, but not their lines: what a function costs stands on its first line.',
  );
  return builder.finish();
}

/** Of each Python function on a stack, the line that it begins on; 0 when it is not known. */
function firstLines({ functions, nodes, tool }: Profile, host: SourceHost): Map<number, number> {
  const found = new Map<number, number>();
  if (tool !== 'perf') return found;
  const files = new Map<string, ReadonlyMap<string, number>>();
  for (const fn of new Set(nodes.function)) {
    const file = at(functions.file, fn);
    if (!python.test(file) || at(functions.line, fn) > 0) continue;
    const known = files.get(file) ?? pythonFunctions(host.readText(file) ?? '');
    files.set(file, known);
    found.set(fn, lineOf(at(functions.name, fn), known));
  }
  return found;
}

/** Lambdas and generators stand where the function around them does. */
function lineOf(name: string, known: ReadonlyMap<string, number>): number {
  const named = name.replace(/((^|\.<locals>\.|\.)<(lambda|genexpr|listcomp|dictcomp|setcomp)>)+$/, '');
  return named === '' || named === '<module>' ? 1 : (known.get(named) ?? 0);
}
