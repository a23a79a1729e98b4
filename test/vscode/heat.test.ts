// Heat on lines, from a profile with round numbers.
import assert from 'node:assert/strict';
import vscode from 'vscode';
import { changeSetting, clearDesk, openProfile, run, runChanging, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { heatOf } from './heatOf.ts';
import { nbodyFrames, writeProfile } from './sampleProfile.ts';
import { press, resize, screenshot, type, webview, workbench } from './workbench.ts';

const selfHeat = `
41  heat5  mark  50 % · 500 ms
42  heat4  mark  20 % · 200 ms
43  heat3  mark  8.0 % · 80 ms
46  heat2  mark  4.0 % · 40 ms
48  heat1  mark  2.0 % · 20 ms
53  heat3  mark  10 % · 100 ms
56  heat1  mark  3.0 % · 30 ms
76  heat1  mark  2.0 % · 20 ms`;

describe('heat on lines', () => {
  let editor: vscode.TextEditor;

  // High enough for all hot lines at once.
  before(() => resize(1400, 1100));
  after(async () => {
    await clearDesk();
    await resize(1400, 900);
  });

  beforeEach(async () => {
    await clearDesk();
    editor = await showFile('nbody.mjs');
    await openProfile(writeProfile('nbody.cpuprofile', nbodyFrames()));
    scrollToHeat(editor);
    await heatIs(selfHeat);
  });

  it('counts what lines call, too, and marks what it estimates', async () => {
    await runChanging('heatline.heat.metric', 'heatline.showTotal');
    await heatIs(`
41  heat5  mark  50 % · 500 ms
42  heat3  mark  20 % · 200 ms
43  heat2  mark  8.0 % · 80 ms
46  heat1  mark  4.0 % · 40 ms
48  heat1  mark  2.0 % · 20 ms
53  heat5  mark  ~ 94 % · 940 ms
56  heat1  mark  3.0 % · 30 ms
76  heat5  mark  ~ 99 % · 990 ms`);
    await run('heatline.showSelf');
    await heatIs(selfHeat);
  });

  it('shows percent or time alone', async () => {
    await changeSetting('heatline.heat.threshold', 20);
    await runChanging('heatline.heat.unit', 'heatline.showPercent');
    await heatIs('41  heat5  mark  50 %\n42  heat4  mark  20 %');
    await run('heatline.showTime');
    await heatIs('41  heat5  mark  500 ms\n42  heat4  mark  200 ms');
    await run('heatline.showPercentAndTime');
    await heatIs('41  heat5  mark  50 % · 500 ms\n42  heat4  mark  20 % · 200 ms');
  });

  it('can be hidden, shown again and cleared', async () => {
    await run('heatline.toggleHeat');
    await heatIs('');
    await run('heatline.toggleHeat');
    await heatIs(selfHeat);
    await run('heatline.clearHeat');
    await heatIs('');
  });

  it('is in every editor of the file, and in one that is opened later', async () => {
    const heat = await heatOf();
    scrollToHeat(await showFile('nbody.mjs', vscode.ViewColumn.Two));
    await heatIs(heat);
    await showFile('markdown.js', vscode.ViewColumn.Two);
    await heatIs('');
    await run('workbench.action.closeActiveEditor');
    await heatIs(heat);
  });

  it('is walked through by key, around the ends of the file', async () => {
    const visited: number[] = [];
    const step = async (key: string): Promise<void> => {
      const before = editor.selection.active.line;
      await press(key);
      await eventually(() => {
        assert.notEqual(editor.selection.active.line, before);
      });
      visited.push(editor.selection.active.line + 1);
    };
    editor.selection = new vscode.Selection(54, 0, 54, 0);
    await run('workbench.action.focusActiveEditorGroup');
    await workbench.text('.monaco-editor.focused .view-line');
    for (let count = 0; count < 3; count++) await step('Alt+F11');
    for (let count = 0; count < 3; count++) await step('Shift+Alt+F11');
    assert.deepEqual(visited, [56, 76, 41, 76, 56, 53]);
  });

  it('moves with the text, and says which lines were edited', async () => {
    await changeSetting('files.autoSave', 'off');
    editor.selection = new vscode.Selection(40, 2, 40, 2);
    await run('workbench.action.focusActiveEditorGroup');
    await press('Enter');
    await type('let x;');
    await press('Delete');
    const moved = `
42  heat5  mark  50 % · 500 ms
43  heat4  mark  20 % · 200 ms
44  heat3  mark  8.0 % · 80 ms`;
    await eventually(async () => {
      assert.match(await heatOf(), /^42 .*edited since\n43 {2}heat4/);
    });
    await editor.edit((edit) => {
      edit.replace(new vscode.Range(40, 0, 42, 0), '\n  const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);\n');
    });
    await eventually(async () => {
      assert.ok((await heatOf()).startsWith(moved.trim()), await heatOf());
    });
  });

  it('is explained by a hover whose links lead on', async () => {
    await hoverOver('let j = i + 1', 'length');
    const hover = await hoverTextWith('advance — 97 % of 1 s (100 samples)');
    assert.match(hover, /This line\s+10 % ±6 · 100 ms\s+~ 94 % ±5 · 940 ms/);
    assert.match(hover, /Function\s+13 % ±7 · 130 ms\s+97 % ±4 · 970 ms/);
    assert.match(hover, /Called by \(anonymous\) 97 %/);
    assert.match(hover, /Calls attract 84 %/);
    assert.match(hover, /The total is derived/);
    await screenshot('hover');
    await workbench.click('.monaco-hover a:has-text("attract")');
    await eventually(() => {
      assert.equal(editor.selection.active.line, 36);
    });
  });

  it('leads from the hover to the function in the flame graph', async () => {
    await hoverOver('const distance', 'sqrt');
    await hoverTextWith('attract — 84 %');
    await workbench.click('.monaco-hover a:has-text("Open in Flame Graph")');
    await eventually(async () => {
      assert.match((await webview.texts('body')).join(), /attract\s+nbody\.mjs:37\s+Total 840 ms \(84 % ±\d+\)/);
    });
  });

  it('is summed up for the file in the Explorer', async () => {
    const badgeIs = async (content: string): Promise<void> => {
      const label = '.explorer-folders-view .monaco-list-row:has-text("nbody.mjs") .monaco-icon-label';
      await eventually(async () => {
        assert.equal(await workbench.evaluate(label, 'getComputedStyle(element, "::after").content'), content);
      });
    };
    await badgeIs('"99"');
    await run('heatline.toggleHeat');
    await badgeIs('none');
  });

  it('is above functions when the setting asks for it', async () => {
    await changeSetting('heatline.codeLens', true);
    editor.revealRange(new vscode.Range(36, 0, 60, 0));
    await eventually(async () => {
      const lenses = await workbench.texts('.codelens-decoration:has-text("self")');
      // The module's own stands above the part of the file that is on the screen.
      assert.deepEqual(lenses.filter(Boolean), ['840 ms (84 %) · self 840 ms', '970 ms (97 %) · self 130 ms']);
    });
    await screenshot('codelens');
  });
});

function scrollToHeat(editor: vscode.TextEditor): void {
  editor.revealRange(new vscode.Range(37, 0, 37, 0), vscode.TextEditorRevealType.AtTop);
}

async function heatIs(expected: string): Promise<void> {
  await eventually(async () => {
    assert.equal(await heatOf(), expected.trim());
  }, 5000);
}

async function hoverOver(line: string, word: string): Promise<void> {
  await workbench.hover(`.view-line:has-text("${line}") >> text=${word}`);
}

async function hoverTextWith(text: string): Promise<string> {
  return await eventually(async () => {
    const [found] = (await workbench.texts('.monaco-hover')).filter((hover) => hover.includes(text));
    assert.ok(found, `no hover has ${text}`);
    return found;
  });
}
