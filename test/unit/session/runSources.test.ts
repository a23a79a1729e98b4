import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Summary } from '../../../src/core/queries/summary.ts';
import type { PathMapping } from '../../../src/core/sources/relocate.ts';
import { createAnswers } from '../../../src/session/answers.ts';

/** Calls `inner` on its line 2, which is where all samples are. */
const program = 'function outer() {\n  inner();\n}\nfunction inner() {}\n';

describe('the sources of a session', () => {
  let folder: string;
  let source: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'heatline-')));
    source = join(folder, 'program.js');
    writeFileSync(source, program);
    writeFileSync(join(folder, 'run.cpuprofile'), JSON.stringify(recorded(source)));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const profile = (): string => join(folder, 'run.cpuprofile');
  const kept = (): string => join(folder, 'texts.json.gz');

  /** What is known when the run has ended, which began so many ms after the last change of its program. */
  async function record(later = 1000): Promise<Summary> {
    const answers = createAnswers();
    const files = { threads: [], profiles: [profile()], lost: [], errors: [] };
    const startedAt = statSync(source).mtimeMs + later;
    const { summary } = await answers.finish({ files, notes: [], startedAt });
    await answers.keepTexts(kept());
    return summary;
  }

  const reopen = async (texts: string | undefined = kept()): Promise<Summary> =>
    await createAnswers().open({ path: profile(), texts });

  it('are as they ran, whatever becomes of the files', async () => {
    const first = await record();
    assert.deepEqual([...first.texts], [[source, program]]);
    writeFileSync(source, '// nothing of it is left\n');
    const again = await reopen();
    assert.deepEqual([...again.texts], [[source, program]]);
    assert.deepEqual(again.lines, first.lines);
    rmSync(source);
    assert.deepEqual((await reopen()).lines, first.lines);
  });

  it('are kept of compiled languages too', async () => {
    const native = join(folder, 'program.cpp');
    writeFileSync(native, program);
    writeFileSync(profile(), JSON.stringify(recorded(native)));
    assert.deepEqual([...(await record()).texts], [[native, program]]);
    writeFileSync(native, '// edited\n');
    assert.deepEqual([...(await reopen()).texts], [[native, program]]);
    assert.deepEqual([...(await record(-1000)).texts], []);
  });

  it('are what findings are found in, whatever the files say now', async () => {
    const queue = 'function outer() {\n  queue.shift();\n}\n';
    writeFileSync(source, queue);
    await record();
    writeFileSync(source, program);
    const answers = createAnswers();
    await answers.open({ path: profile(), texts: kept() });
    const found = (await answers.findings(undefined)).find(({ id }) => id === 'quadratic');
    assert.match(found?.title ?? '', /^outer takes the first element of an array/);
  });

  it('are those of this machine for a baseline of another one, too', async () => {
    const elsewhere = join(folder, 'elsewhere.cpuprofile');
    writeFileSync(elsewhere, JSON.stringify(recorded('/nowhere/build/program.js')));
    const answers = createAnswers();
    await answers.open({ path: profile() });
    const changesOf = async (mapping: PathMapping): Promise<unknown> => {
      const { lines } = await answers.compareLines({ path: elsewhere, mapping });
      return lines.self.get(source)?.map(({ line, before, after }) => ({ line, before, after }));
    };
    assert.deepEqual(await changesOf({ '/nowhere/build': folder }), [{ line: 2, before: 1, after: 1 }]);
  });

  it('are not known where a file was written while the program ran', async () => {
    assert.equal((await record(-500)).texts.size, 0);
    utimesSync(source, 0, 0);
    assert.equal((await reopen()).texts.size, 0);
  });

  it('are not known of a profile from elsewhere', async () => {
    assert.equal((await createAnswers().open({ path: profile(), texts: undefined })).texts.size, 0);
  });

  it('are those of the files here when what was kept is broken', async () => {
    const first = await record();
    writeFileSync(kept(), 'not gzip');
    const again = await reopen();
    assert.equal(again.texts.size, 0);
    assert.deepEqual(again.lines, first.lines);
  });
});

function recorded(file: string): object {
  const url = pathToFileURL(file).href;
  const frame = (functionName: string, lineNumber: number): object => ({
    functionName,
    scriptId: '1',
    url,
    lineNumber,
    columnNumber: 14,
  });
  return {
    nodes: [
      {
        id: 1,
        callFrame: { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 },
        children: [2],
      },
      { id: 2, callFrame: frame('outer', 0), hitCount: 100, positionTicks: [{ line: 2, ticks: 100 }] },
    ],
    startTime: 0,
    endTime: 1_000_000,
    samples: new Array(100).fill(2),
    timeDeltas: [0, ...new Array<number>(99).fill(10_000)],
  };
}
