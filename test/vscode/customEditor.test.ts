// Profiles open in Heatline's own editor: "Reopen Editor With… Heatline".
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vscode from 'vscode';
import { changeSetting, clearDesk, run } from './desk.ts';
import { eventually } from './eventually.ts';
import { sampleFile } from './sampleProfile.ts';
import { webview } from './workbench.ts';

const fixtures = path.join(__dirname, '../../../test/fixtures');

describe("Heatline's editor", () => {
  beforeEach(clearDesk);
  after(clearDesk);

  for (const [fixture, name, shown] of [
    ['v8/24/program.cpuprofile', 'program.cpuprofile', /V8 · [\d.]+ m?s · [\d,]+ samples/],
    ['v8/24/program.heapprofile', 'program.heapprofile', /.* · [\d.]+ [kM]B/],
    ['v8-profiler-next/1.10/type0.cpuprofile', 'type0.cpuprofile', /.* · [\d.]+ m?s · [\d,]+ samples/],
    ['v8-profiler-next/1.10/program.heapprofile', 'next.heapprofile', /.* · [\d.]+ [kM]B/],
    ['v8-log/24/program.log', 'isolate0x1-1-v8.log', /V8 log · [\d.]+ m?s · [\d,]+ samples/],
  ] as const) {
    it(`shows ${fixture}`, async () => {
      copyFileSync(path.join(fixtures, fixture), sampleFile(name));
      await open(name);
      await shows(new RegExp(`${name}\\s+${shown.source}`));
    });
  }

  it('reads its files again when more may be found out about them', async () => {
    const from = (fixture: string): string => path.join(fixtures, 'v8/24', fixture);
    copyFileSync(from('program.cpuprofile'), sampleFile('again.cpuprofile'));
    copyFileSync(from('program.cpuprofile'), sampleFile('other.cpuprofile'));
    for (const name of ['again.cpuprofile', 'other.cpuprofile']) {
      await open(name);
      await shows(new RegExp(`${name}\\s+V8 · [\\d.]+ m?s`));
    }
    // Only what is read now has bytes.
    copyFileSync(from('program.heapprofile'), sampleFile('again.cpuprofile'));
    await changeSetting('heatline.debuginfod', true);
    await open('again.cpuprofile');
    await shows(/again\.cpuprofile\s+.* · [\d.]+ [kM]B/);
  });

  it('says what is wrong with a file that was cut off', async () => {
    const whole = readFileSync(path.join(fixtures, 'v8/24/program.cpuprofile'), 'utf8');
    writeFileSync(sampleFile('cut.cpuprofile'), whole.slice(0, 200));
    await open('cut.cpuprofile');
    await shows(/cut\.cpuprofile ends in the middle: .*\s+Record the profile again/);
  });

  it('says what it reads instead of a file of another format', async () => {
    writeFileSync(sampleFile('other-v8.log'), 'It ran, and was slow.\n');
    await open('other-v8.log');
    await shows(/other-v8\.log is not a profile that Heatline can read\.\s+It reads: .*V8 log/);
  });
});

async function open(name: string): Promise<void> {
  await run('vscode.openWith', vscode.Uri.file(sampleFile(name)), 'heatline.profileEditor');
}

async function shows(expected: RegExp): Promise<void> {
  await eventually(async () => {
    assert.match((await webview.texts('body')).join(), expected);
  });
}
