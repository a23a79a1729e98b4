import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Report, ReportLine } from '../../src/core/queries/report.ts';

/** What must hold for every report that is not cut: sums, shares, order, and lines that exist. */
export function checkReport(report: Report): void {
  const { functions, lines, total } = report;
  for (const row of [...functions, ...lines]) {
    const where = JSON.stringify(row);
    for (const value of [row.self, row.total, row.selfShare, row.totalShare]) {
      assert.ok(Number.isFinite(value) && value >= 0, `not a weight: ${where}`);
    }
    assert.ok(row.totalShare <= 1 + 1e-9, `more than all: ${where}`);
    assert.ok(row.self <= row.total * (1 + 1e-9), `more itself than in total: ${where}`);
  }
  assertNear(sumOf(functions), total, 'the functions add up to the total');
  assertDescending(functions.map(({ self }) => self));
  assertDescending(lines.map(({ self }) => self));
  assertLinesAddUp(report);
  for (const line of lines.filter(isOwn)) assertIsCode(line);
}

function assertLinesAddUp({ functions, lines }: Report): void {
  for (const file of new Set(lines.map((line) => line.file))) {
    const inFile = sumOf(functions.filter((fn) => fn.file === file && fn.line > 0));
    assertNear(
      sumOf(lines.filter((line) => line.file === file)),
      inFile,
      `the lines of ${file} add up to its functions`,
    );
  }
}

function sumOf(rows: readonly { readonly self: number }[]): number {
  return rows.reduce((sum, { self }) => sum + self, 0);
}

function assertNear(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= 1e-3 * expected, `${what}: ${actual}, ${expected}`);
}

function assertDescending(values: readonly number[]): void {
  for (const [index, value] of values.entries())
    assert.ok(value <= (values[index - 1] ?? Infinity), 'largest self first');
}

function isOwn({ file }: ReportLine): boolean {
  return file.startsWith('/') && !/[\\/](node_modules|dist)[\\/]/.test(file);
}

/** The line is there and holds more than blanks, a comment or a closing bracket alone would be. */
function assertIsCode({ file, line }: ReportLine): void {
  const text = readFileSync(file, 'utf8').split('\n')[line - 1];
  assert.ok(text !== undefined, `${file} has no line ${line}`);
  assert.doesNotMatch(text, /^\s*($|\/\/|\/?\*)/, `${file}:${line} is no code`);
}
