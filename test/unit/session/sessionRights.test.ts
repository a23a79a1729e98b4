import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAnswers } from '../../../src/session/answers.ts';

const recording = path.resolve('test/fixtures/perf/6.1/dwarf.perf.data');

describe('A session in a folder that is not trusted', function () {
  if (process.platform !== 'linux') return;
  let folder: string;
  const before = process.env['PATH'];

  // Tools that only write down that they were started.
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heatline-'));
    for (const tool of ['perf', 'llvm-symbolizer', 'addr2line', 'objdump']) {
      const file = path.join(folder, tool);
      writeFileSync(file, `#!/bin/sh\necho ${tool} >> ${folder}/started\nexit 1\n`);
      chmodSync(file, 0o755);
    }
    process.env['PATH'] = `${folder}:${String(before)}`;
  });
  afterEach(() => {
    process.env['PATH'] = before;
    rmSync(folder, { recursive: true });
  });
  const started = (): string[] => {
    try {
      return readFileSync(path.join(folder, 'started'), 'utf8').trim().split('\n');
    } catch {
      return [];
    }
  };
  it('starts neither perf nor a symboliser, and says so', async () => {
    const { profile } = await createAnswers({ startsNothing: true }).open({ path: recording });
    assert.deepEqual(started(), []);
    assert.ok(
      profile.notes.some(({ message }) => message.startsWith('perf is not started in a folder that you do not trust')),
    );
  });

  it('starts perf once the folder is trusted', async () => {
    await createAnswers({}).open({ path: recording });
    assert.deepEqual(started().slice(0, 1), ['perf']);
  });
});
