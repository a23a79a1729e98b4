import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { run, showFile } from './desk.ts';
import { eventually } from './eventually.ts';
import { sampleFile } from './sampleProfile.ts';
import { press, type, workbench } from './workbench.ts';

/** A program that is busy on its line 2 for a third of a second. */
export const busyProgram = `const until = Date.now() + 300;
while (Date.now() < until) Math.sqrt(until);
`;

/** Writes a program into the workspace, shows it, profiles it, and waits until its session is there. */
export async function profileProgram(name: string, text = busyProgram): Promise<void> {
  writeFileSync(sampleFile(name), text);
  await showFile(name);
  await run('heatline.profileThisFile');
  await run('workbench.action.closePanel');
}

/** The texts of all notifications, each with its buttons: `message [Button]`. VS Code shows no toasts to tests. */
export async function notifications(): Promise<string[]> {
  await run('notifications.showList');
  const messages = await workbench.texts('.notifications-center .notification-list-item-message');
  const buttons = await workbench.texts('.notifications-center .notification-list-item-buttons-container');
  return messages.map((message, index) => {
    const labels = (buttons[index] ?? '').split('\n').filter((label) => label.trim() !== '');
    return [message, ...labels.map((label) => `[${label.trim()}]`)].join(' ');
  });
}

export async function notified(expected: string): Promise<void> {
  await eventually(async () => {
    const shown = await notifications();
    assert.ok(shown.includes(expected), shown.join('\n'));
  });
}

/** The rows of a view of the side bar, as text. */
export async function rowsOf(view: 'Sessions' | 'Hot Spots'): Promise<string[]> {
  const rows = await workbench.texts(`.pane:has(.pane-header:has-text("${view}")) .monaco-list-row`);
  return rows.map((row) => row.replace(/\s+/g, ' ').trim());
}

export async function statusBar(): Promise<string> {
  return (await workbench.texts('.statusbar-item')).join(' ');
}

/** Picks from the context menu of something, or with the left button from what drops down from it. */
export async function pickFromMenu(selector: string, label: string, button: 'left' | 'right' = 'right'): Promise<void> {
  await workbench.click(selector, { button });
  const item = `.monaco-menu .action-item:has-text("${label}")`;
  await workbench.hover(item);
  // A menu takes no click right after it opened, because that may still be the one that opened it.
  await wait(250);
  await workbench.click(item);
}

/** Answers the dialog that asks for a file's name, once it has put its own proposal there. */
export async function saveAs(title: RegExp, proposed: string, path: string): Promise<void> {
  const input = '.quick-input-widget .quick-input-filter input';
  await eventually(async () => {
    assert.match(await workbench.text('.quick-input-title'), title);
    assert.ok(String(await workbench.evaluate(input, 'element.value')).endsWith(proposed));
  });
  await wait(300); // its list of files follows, and takes the focus of the name for a moment
  await press('Control+a');
  await type(path);
  await eventually(async () => {
    assert.equal(await workbench.evaluate(input, 'element.value'), path);
  });
  // While it still looks at the folder it takes no answer.
  await eventually(async () => {
    if (await quickInputIsOpen()) await workbench.click('.quick-input-widget .monaco-button:has-text("OK")');
    await wait(300);
    assert.ok(!(await quickInputIsOpen()));
  });
}

async function quickInputIsOpen(): Promise<boolean> {
  const display = 'element.querySelector(".quick-input-widget").style.display';
  return (await workbench.evaluate('.monaco-workbench', display)) !== 'none';
}
