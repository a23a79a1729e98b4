import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FoundNode } from '../../capture/findNode.ts';
import { nodeCommand } from '../../capture/nodeCommand.ts';
import { atLeast } from '../../capture/nodeVersion.ts';
import { HeatlineError } from '../../core/model/heatlineError.ts';
import type { FoundTest, TestTitle } from '../../core/sources/findTest.ts';
import { readManifest } from './packageScripts.ts';
import type { Argv } from './target.ts';
import type { ChosenRunner, TestRunner } from './testRunner.ts';

/** One test of a file, or one suite, and what runs it. */
export interface RunnableTest extends ChosenRunner {
  readonly file: string;
  readonly test: FoundTest;
}

/**
 * The command that runs this test alone, in as few processes as its runner can do with.
 * @throws HeatlineError when the runner is not installed, or cannot run one test.
 */
export function testCommand({ runner, folder, file, test }: RunnableTest, node: FoundNode): Argv {
  if (runner === 'node') return nodeTestCommand(file, test, node);
  const script = runnerScript(runner, folder);
  const pattern = patternOf(test);
  switch (runner) {
    case 'mocha':
      return [node.path, script, '--no-parallel', '--grep', pattern, file];
    // Counters of coverage would be measured as the program's own work.
    case 'jest':
      return [node.path, script, '-i', '--coverage=false', '-t', pattern, '--runTestsByPath', file];
    case 'vitest':
      return [node.path, script, 'run', '--no-file-parallelism', '--coverage.enabled=false', '-t', pattern, file];
  }
}

function nodeTestCommand(file: string, { path: titles, kind }: FoundTest, node: FoundNode): Argv {
  if (!atLeast(node.version, [18, 11])) {
    throw new HeatlineError(`Node ${node.version} cannot run one test of a file.`, 'Use Node 18.11 or newer.');
  }
  // Before, Node compared a pattern with a test's own title alone.
  const known = atLeast(node.version, [22, 0]) ? titles : titles.slice(-1);
  const [program, ...parameters] = nodeCommand(file, node);
  return [program, `--test-name-pattern=${patternOf({ path: known, kind })}`, ...parameters];
}

/**
 * A regular expression for the full title of a test, or of all tests of a suite: its titles with a space between.
 * Vitest 5 has ` > ` there, and the space that some versions of it have in front too.
 */
function patternOf({ path: titles, kind }: FoundTest): string {
  return `^ ?${titles.map(patternOfTitle).join(' (> )?')}${kind === 'suite' ? '( |$)' : '$'}`;
}

function patternOfTitle(title: TestTitle): string {
  return title.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('[^]*');
}

/** The runner's own script, which its package names in `bin`. */
function runnerScript(runner: Exclude<TestRunner, 'node'>, from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const home = path.join(folder, 'node_modules', runner);
    const { bin } = readManifest(path.join(home, 'package.json'));
    const script: unknown = typeof bin === 'object' && bin !== null ? (bin as Record<string, unknown>)[runner] : bin;
    if (typeof script === 'string' && existsSync(path.join(home, script))) return path.join(home, script);
    if (folder === path.dirname(folder)) {
      throw new HeatlineError(`${runner} is not installed in ${from}.`, 'Install the project’s packages there first.');
    }
  }
}
