// What is kept of runs, and what can be done with it in the side bar.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import vscode from 'vscode';
import { clearDesk, run, showFile, showSessions } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { notifications, notified, pickFromMenu, profileProgram, rowsOf, saveAs } from './quickRun.ts';
import { sampleFile } from './sampleProfile.ts';
import { press, screenshot, type, workbench } from './workbench.ts';

const row = (name: string): string =>
  `.pane:has(.pane-header:has-text("Sessions")) .monaco-list-row:has-text("${name}")`;

describe('the sessions of a workspace', () => {
  before(async () => {
    await clearDesk();
    await profileProgram('first.js');
    await profileProgram('second.js');
    await showSessions();
  });
  after(clearDesk);

  it('are listed, the newest first and the current one marked', async () => {
    await eventually(async () => {
      const rows = await rowsOf('Sessions');
      assert.match(rows[0] ?? '', /^second\.js ?V8 · \d{3} ms · [\d,]+ samples · \d\d:\d\d/);
      assert.match(rows[1] ?? '', /^first\.js ?V8 · /);
    });
    assert.match(await labelOf('second.js'), /, current$/);
    assert.doesNotMatch(await labelOf('first.js'), /current/);
    await screenshot('sessions');
  });

  it('open with a click', async () => {
    await showFile('first.js');
    await showSessions();
    await workbench.click(row('first.js'));
    await eventually(async () => {
      assert.match(await heatOf(), /^2 {2}heat5 {2}mark/);
      assert.match(await labelOf('first.js'), /, current$/);
    });
    const spots = await rowsOf('Hot Spots');
    assert.match(spots.join('\n'), /first\.js:1/);
  });

  it('are renamed by key', async () => {
    await workbench.click(row('first.js'));
    await wait(500); // the view hears of the click a moment after the row shows it
    await press('F2');
    assert.match(await workbench.text('.quick-input-message'), /Name of the session/);
    await press('Control+a');
    await type('before the change\n');
    await eventually(async () => {
      assert.match((await rowsOf('Sessions'))[1] ?? '', /^before the change/);
    });
    assert.match(await heatOf(), /^2 {2}heat5/);
  });

  it('export what was recorded, stacks for other tools, and a report for a browser', async () => {
    for (const [choice, name, beginning] of [
      ['Profile as recorded', 'out.cpuprofile', '{"nodes":['],
      ['speedscope', 'out.speedscope.json', '{"$schema":"https://www.speedscope.app/file-format-schema.json"'],
      ['Collapsed stacks', 'out.folded', ''],
      ['Report for a browser', 'out.html', '<!DOCTYPE html>'],
    ] as const) {
      await pickFromMenu(row('before the change'), 'Export Session');
      await workbench.click(`.quick-input-list .monaco-list-row:has-text("${choice}")`);
      const extension = name.slice(name.indexOf('.'));
      await saveAs(/^Export before the change/, `/before the change${extension}`, sampleFile(name));
      await eventually(async () => {
        assert.ok(existsSync(sampleFile(name)), (await notifications()).join());
        assert.equal(readFileSync(sampleFile(name), 'utf8').slice(0, beginning.length), beginning);
        assert.ok((await notifications()).some((text) => text.includes(`Exported to ${sampleFile(name)}.`)));
      });
      await run('notifications.clearAll');
    }
  });

  it('copy a report', async () => {
    await pickFromMenu(row('before the change'), 'Copy Report');
    await eventually(async () => {
      assert.match(await vscode.env.clipboard.readText(), /^\*\*before the change\*\* — V8 · .*\| Function \| Self/s);
    });
  });

  it('are deleted with their heat, and come back', async () => {
    await workbench.click(row('before the change'));
    await wait(500); // the view hears of the click a moment after the row shows it
    await press('Delete');
    await eventually(async () => {
      assert.doesNotMatch((await rowsOf('Sessions')).join(), /before the change/);
      assert.equal(await heatOf(), '');
    });
    assert.match((await rowsOf('Sessions'))[0] ?? '', /^second\.js/);
    await notified('Deleted before the change. [Undo]');
    await workbench.click('.notifications-center .monaco-button:has-text("Undo")');
    await eventually(async () => {
      assert.match((await rowsOf('Sessions')).join(), /before the change/);
    });
  });
});

async function labelOf(name: string): Promise<string> {
  return String(await workbench.evaluate(row(name), 'element.getAttribute("aria-label")'));
}
