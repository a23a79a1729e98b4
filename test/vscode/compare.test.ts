// Two sessions side by side.
import assert from 'node:assert/strict';
import { clearDesk, run } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { profileProgram, rowsOf, statusBar } from './quickRun.ts';
import { screenshot, workbench } from './workbench.ts';

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
    await profileProgram('compared.js', program(500, 50));
    await profileProgram('compared.js', program(50, 500));
    void run('heatline.compareSession');
    assert.match(await workbench.text('.quick-input-widget'), /Profile from a file/);
    await workbench.click('.quick-input-list .monaco-list-row:has-text("compared.js")');
  });
  after(clearDesk);

  it('marks the lines whose share changed', async () => {
    await eventually(async () => {
      const heat = await heatOf();
      assert.match(heat, /^3 .* ms ▼ [\d.]+ %$/m);
      assert.match(heat, /^7 .* ms ▲ \d+ %$/m);
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
      assert.match((await rowsOf('Hot Spots')).join('\n'), /^second ?\d+ % · \d+ ms ▲ \d+ % compared\.js:5/m);
    });
  });

  it('ends when it is cleared', async () => {
    await run('heatline.clearComparison');
    await eventually(async () => {
      assert.match(await heatOf(), /^7 .* ms$/m);
      assert.doesNotMatch(await statusBar(), /vs\./);
    });
  });
});
