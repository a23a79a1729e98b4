// Two sessions side by side.
import assert from 'node:assert/strict';
import { changeSetting, clearDesk, run } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { profileProgram, rowsOf, statusBar } from './quickRun.ts';
import { screenshot, webview, workbench } from './workbench.ts';

/** Long enough for a change to be more than chance on a machine that is busy with other things, too. */
const busyFirst = [2000, 300] as const;
const busySecond = [300, 2000] as const;

/** Busy on its lines 3 and 7, so many ms each. */
const program = (first: number, second: number): string => `function first() {
  const until = Date.now() + ${first};
  while (Date.now() < until) Math.sqrt(until);
}
function second() {
  const until = Date.now() + ${second};
  while (Date.now() < until) Math.cbrt(until);
}
first();
second();
`;

describe('a comparison', () => {
  before(async () => {
    await clearDesk();
    await profileProgram('compared.js', program(...busyFirst));
    await profileProgram('compared.js', program(...busySecond));
    void run('heatline.compareSession');
    assert.match(await workbench.text('.quick-input-widget'), /Profile from a file/);
    await workbench.click('.quick-input-list .monaco-list-row:has-text("compared.js")');
  });
  after(clearDesk);

  it('marks the lines whose share changed', async () => {
    await eventually(async () => {
      const heat = await heatOf();
      assert.match(heat, /^3 .* ms ▼ [\d.]+ %$/m);
      assert.match(heat, /^7 .* m?s ▲ \d+ %$/m);
    });
    assert.match(await statusBar(), /vs\. compared\.js/);
    await screenshot('compare');
  });

  it('is told in the hover, with both bands', async () => {
    await workbench.hover('.view-line:has-text("cbrt") >> text=Math');
    await eventually(async () => {
      const hovers = (await workbench.texts('.monaco-hover')).join();
      assert.match(hovers, /compared\.js [\d.]+ % ±[\d.]+ → [\d.]+ % ±[\d.]+ self: ▲ \d+ %/);
    });
  });

  it('is in the hot spots', async () => {
    await run('heatline.hotSpots.focus');
    await eventually(async () => {
      assert.match((await rowsOf('Hot Spots')).join('\n'), /^second ?\d+ % · [\d.]+ m?s ▲ \d+ % compared\.js:5/m);
    });
  });

  it('is above functions when the setting asks for it', async () => {
    await changeSetting('heatline.codeLens', true);
    await eventually(async () => {
      assert.match((await workbench.texts('.codelens-decoration')).join('\n'), /\d+ %\) · self [\d.]+ m?s · ▲ \d+ %/);
    });
    await changeSetting('heatline.codeLens', false);
  });

  it('is drawn in the panel', async () => {
    await run('heatline.openPanel');
    await webview.click('[role=tab]:has-text("Diff")');
    await eventually(async () => {
      assert.match((await webview.texts('.diff-functions tbody tr')).join('\n'), /\+\d+ % ▲\s+second/);
    });
    await screenshot('diff');
  });

  it('goes on with the next run, against the same session', async () => {
    await profileProgram('compared.js', program(...busySecond));
    await eventually(async () => {
      assert.match(await heatOf(), /^7 .* m?s ▲ \d+ %$/m);
    });
    assert.match(await statusBar(), /vs\. compared\.js/);
  });

  it('leaves another program alone', async () => {
    await profileProgram('other.js', program(300, 300));
    await eventually(async () => {
      assert.match(await heatOf(), /^7 .* m?s$/m);
    });
    assert.doesNotMatch(await statusBar(), /vs\./);
  });

  it('ends when it is cleared, for later runs too', async () => {
    await profileProgram('compared.js', program(...busySecond));
    await eventually(async () => {
      assert.match(await statusBar(), /vs\./);
    });
    await run('heatline.clearComparison');
    await eventually(async () => {
      assert.match(await heatOf(), /^7 .* m?s$/m);
      assert.doesNotMatch(await statusBar(), /vs\./);
    });
    await run('heatline.rerunLast');
    await eventually(async () => {
      assert.match(await heatOf(), /^7 .* m?s$/m);
    });
    assert.doesNotMatch(await statusBar(), /vs\./);
  });
});
