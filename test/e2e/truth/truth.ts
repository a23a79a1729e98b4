import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Report, ReportFunction, ReportLine } from '../../../src/core/queries/report.ts';
import { checkReport } from '../checkReport.ts';
import { profileCommand, type RunOptions } from '../heatline.ts';
import { markedLine } from '../markedLine.ts';

export const programs = path.resolve('test/fixtures/truth');

/** Of a line in what its function spent itself: far below what the programs have, for a machine that is busy otherwise. */
const mostOfFunction = 0.6;

/** The report on a program whose hot lines are known by the comments that mark them. */
export interface Truth {
  readonly report: Report;
  /** Lines of the program itself, the hottest first. */
  readonly lines: readonly ReportLine[];
  fn(name: string, file: string): ReportFunction;
  line(file: string, mark: string): ReportLine;
}

export async function truthOf(
  command: readonly string[],
  run: RunOptions & { readonly options?: readonly string[] } = {},
): Promise<Truth> {
  // Half of the usual interval: as many samples from a shorter run.
  const options = run.options ?? ['--interval', '500'];
  const report = await profileCommand(command, { ...run, options });
  checkReport(report);
  return {
    report,
    lines: report.lines.filter(({ file }) => isProgram(file)),
    fn: (name, file) => {
      const [found, ...more] = report.functions.filter((fn) => fn.name === name && fn.file === file);
      const all = report.functions.filter((fn) => isProgram(fn.file)).map((fn) => `${fn.name} ${fn.file}:${fn.line}`);
      assert.ok(found, `no ${name} of ${file} in\n${all.join('\n')}`);
      assert.deepEqual(more, []);
      return found;
    },
    line: (file, mark) => {
      const number = markedLine(file, mark);
      const found = report.lines.find((line) => line.file === file && line.line === number);
      assert.ok(found, `${file}:${number} (${mark}) is not in the report`);
      return found;
    },
  };
}

/** The marked line is the program's hottest, is in that function, and has most of what the function spent itself. */
export function assertHottest(truth: Truth, file: string, { fn, mark = 'hot' }: { fn: string; mark?: string }): void {
  const [hottest] = truth.lines;
  assert.equal(`${hottest?.file}:${hottest?.line} ${hottest?.function}`, `${file}:${markedLine(file, mark)} ${fn}`);
  assertHotIn(truth, file, { fn, mark });
}

export function assertHotIn(truth: Truth, file: string, { fn, mark = 'hot' }: { fn: string; mark?: string }): void {
  const { self } = truth.line(file, mark);
  const whole = truth.fn(fn, file).self;
  assert.ok(self >= mostOfFunction * whole, `${mark} has ${self} of the ${whole} of ${fn}`);
}

/** A line's total is nearly that of the functions that it calls. */
export function assertCarries(truth: Truth, file: string, mark: string, ...callees: readonly ReportFunction[]): void {
  const { total } = truth.line(file, mark);
  const expected = callees.reduce((sum, callee) => sum + callee.total, 0);
  assert.ok(
    total >= 0.9 * expected,
    `${mark} has ${total} of the ${expected} of ${callees.map(({ name }) => name).join()}`,
  );
}

function isProgram(file: string): boolean {
  return (file.startsWith(programs) || file.startsWith(tmpdir())) && !file.includes('node_modules');
}
