import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readRecording } from '../../../src/capture/readRecording.ts';
import { listRecordedFiles } from '../../../src/capture/recordedFiles.ts';
import { ProfileBuilder } from '../../../src/core/model/builder.ts';
import type { RecordedThread } from '../../../src/preload/protocol.ts';

const thread = (pid: number, tid = 0): RecordedThread => {
  return { pid, ppid: 1, tid, name: 'a.js', argv: ['node', 'a.js'], node: '20.0.0', recorder: '/heatline/preload.cjs' };
};

describe('The files of a recording', () => {
  let folder: string;

  const write = (name: string, content: object = {}) => {
    writeFileSync(path.join(folder, name), JSON.stringify(content));
  };
  const read = () => {
    const names: string[] = [];
    const profile = readRecording(listRecordedFiles(folder), ({ name }) => {
      names.push(name);
      return new ProfileBuilder({ format: 'cpuprofile', tool: 'v8', unit: 'microseconds' }).finish();
    });
    return { names, notes: profile.notes.map(({ message }) => message) };
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'heatline-test-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are read by process, thread and part, the last part at the end', () => {
    const files = ['9-0.cpuprofile', '10-0-10.cpuprofile', '10-0-9.cpuprofile', '10-0.cpuprofile', '10-2.cpuprofile'];
    for (const file of [...files, '10-0-11.cpuprofile.tmp', '10-0.error.json']) write(file, { thread: thread(10) });
    for (const [pid, tid] of [[9], [10], [10, 2]] as const) write(`${pid}-${tid ?? 0}.thread.json`, thread(pid, tid));
    assert.deepEqual(read(), {
      names: ['9-0.cpuprofile', '10-0-9.cpuprofile', '10-0-10.cpuprofile', '10-0.cpuprofile', '10-2.cpuprofile'],
      notes: [],
    });
  });

  it('tell which threads did not save the end', () => {
    write('9-0.thread.json', thread(9));
    write('9-0-0.cpuprofile');
    write('9-2.thread.json', thread(9, 2));
    write('9-2.error.json', { thread: thread(9, 2), message: 'V8 said no' });
    assert.deepEqual(read().notes, [
      'Process 9 (a.js, Node 20.0.0) was killed or crashed before it could save the end of its profile.',
      'Process 9 (a.js, Node 20.0.0) could not be profiled: V8 said no',
    ]);
  });

  it('tell why there is no profile at all', () => {
    assert.throws(read, { message: 'Nothing was recorded: the command started no Node program.' });
    write('9-0.thread.json', thread(9));
    const killed = 'Process 9 (a.js, Node 20.0.0) was killed or crashed before it could save a profile.';
    assert.throws(read, { message: killed });
    write('9-0.error.json', { thread: thread(9), message: 'V8 said no' });
    assert.throws(read, { message: 'Process 9 (a.js, Node 20.0.0) could not be profiled: V8 said no' });
  });
});
