// Heat while a program runs, and what becomes of it when the program ends.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { clearDesk, run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { rowsOf, statusBar } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { screenshot, webview, workbench } from './workbench.ts';

/** Is busy on line 4, then on line 6, until it is stopped. */
const program = `const start = Date.now();
while (Date.now() - start < 60_000) {
  const late = Date.now() - start > 5000;
  if (!late) for (let i = 0; i < 1e5; i++) Math.sqrt(i);
  if (late)
    for (let i = 0; i < 1e5; i++) Math.cbrt(i);
}
`;

describe('A program that runs', () => {
  beforeEach(clearDesk);
  afterEach(async () => {
    await eventually(async () => {
      // Where several run, it asks which.
      await workbench.evaluate(
        '.monaco-workbench',
        '[...element.querySelectorAll(".statusbar-item a")].filter((item) => item.textContent.includes("busy.js"))[0]?.click()',
      );
      assert.doesNotMatch(await statusBar(), /busy\.js/);
    });
  });
  after(clearDesk);

  it('is heated while it runs, in every view, and stays a session when it is stopped', async () => {
    writeFileSync(sampleFile('busy.js'), program);
    await showFile('busy.js');
    void run('heatline.profileThisFile');
    await run('workbench.action.closePanel');
    await eventually(async () => {
      assert.match(await heatOf(), /^4 {2}heat5 {2}mark/);
    });
    await eventually(async () => {
      assert.match(await statusBar(), /busy\.js 0:\d\d · [\d,]+ samples/);
    });
    await run('heatline.openPanel');
    await eventually(async () => {
      assert.match((await webview.texts('body')).join(), /busy\.js\s+Live\s+Stop\s+V8 · [\d.]+ m?s · [\d,]+ samples/);
    });
    // Heat moves on as the program does.
    await eventually(async () => {
      assert.match(await heatOf(), /^6 {2}heat\d {2}mark/m);
    });
    await screenshot('live');
    // So does the timeline, though the program never lets its event loop turn.
    await webview.click('[role=tab]:has-text("Timeline")');
    const before = await eventually(async () => {
      const rows = await timelineRows();
      assert.ok(rows > 0, String(rows));
      return rows;
    });
    await eventually(async () => {
      const rows = await timelineRows();
      assert.ok(rows > before, `${rows} after ${before}`);
    });
    assert.deepEqual((await webview.texts('.lane-title')).slice(0, 1), ['Memory']);
    assert.match((await webview.texts('.lanes-legend')).join(), /RSS\s*[\d.]+ MB\s*Heap used\s*[\d.]+ MB/);
    await webview.click('button:has-text("Mark Now")');
    await eventually(async () => {
      assert.deepEqual(await webview.texts('.flag-label'), ['Mark 1']);
    });
    await screenshot('live-timeline');
    await webview.click('[role=tab]:has-text("Flame")');
    await showFile('busy.js');
    await showSessions();
    await workbench.click('.statusbar-item:has-text("busy.js")');
    await eventually(async () => {
      assert.match((await rowsOf('Sessions'))[0] ?? '', /^busy\.js\s*V8 · [\d.]+ s/);
      assert.doesNotMatch(await statusBar(), /busy\.js/);
    });
    assert.match(await heatOf(), /^6 {2}heat\d {2}mark/m);
  });

  it('is heated by the log of V8 too, which grows', async () => {
    writeFileSync(sampleFile('busy.js'), program);
    await showFile('busy.js');
    void run('heatline.profileThisFileWith');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("Profiler")');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("log")');
    await workbench.click('.quick-input-list .monaco-list-row:has-text("Profile busy.js")');
    await run('workbench.action.closePanel');
    await eventually(async () => {
      assert.match(await heatOf(), /^4 {2}heat5 {2}mark/);
    });
    await eventually(async () => {
      assert.match(await heatOf(), /^6 {2}heat\d {2}mark/m);
    });
    await showSessions();
    await workbench.click('.statusbar-item:has-text("busy.js")');
    await eventually(async () => {
      assert.match((await rowsOf('Sessions'))[0] ?? '', /^busy\.js\s*V8.*[\d.]+ s/);
    });
    assert.match(await heatOf(), /^6 {2}heat\d {2}mark/m);
  });

  it('leaves the editors to another session that is opened meanwhile', async () => {
    writeFileSync(sampleFile('busy.js'), program);
    await showFile('busy.js');
    void run('heatline.profileThisFile');
    await run('workbench.action.closePanel');
    await eventually(async () => {
      assert.match(await heatOf(), /heat5/);
    });
    await run('heatline.clearHeat');
    const before = await statusBar();
    await eventually(async () => {
      assert.notEqual(samplesIn(await statusBar()), samplesIn(before));
    });
    assert.equal(await heatOf(), '');
    await run('heatline.stop');
    await eventually(async () => {
      assert.match(await heatOf(), /heat5/);
    });
  });
});

async function timelineRows(): Promise<number> {
  return Number(await webview.evaluate('.lanes', 'element.dataset.rows'));
}

function samplesIn(bar: string): string | undefined {
  return /([\d,]+) samples/.exec(bar)?.[1];
}
