import assert from 'node:assert/strict';
import type { ToExtension } from '../../src/protocol.ts';
import { measured } from './measured.ts';
import { openPanel, type PanelPage } from './panelPage.ts';
import { contentOf, largeProfile, sessionOf, smallProfile } from './sessions.ts';
import { themes, type ThemeName } from './themes.ts';
import { violations } from './violations.ts';

describe('Accessibility', () => {
  const profile = measured(largeProfile());
  let panel: PanelPage;

  afterEach(() => panel.close());

  /** Does what the extension does when a tab wants something. */
  async function answer(): Promise<readonly ToExtension[]> {
    const posted = await panel.posted();
    const wanted = posted.filter((message) => message.type === 'want').at(-1)?.content;
    if (wanted !== undefined) {
      const content = contentOf(profile, wanted, undefined, wanted.kind === 'diff' ? smallProfile() : undefined);
      await panel.send({ type: 'content', revision: 1, content });
    }
    return posted;
  }

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`has nothing that axe complains of in ${theme}`, async () => {
      panel = await openPanel(theme);
      const filter = { thread: -1, hidden: [], query: 'is:own', focus: 41 };
      const session = sessionOf(profile, {
        filter,
        live: true,
        threads: ['server.mjs', 'worker.mjs'],
        comparison: 'before.mjs',
      });
      await panel.send({ type: 'session', session });
      await panel.send({ type: 'select', function: 0 });
      for (const tab of await panel.page.getByRole('tab').all()) {
        await tab.click();
        await answer();
        assert.deepEqual(await violations(panel.page), [], await tab.innerText());
      }
      await panel.page.getByRole('button', { name: 'More', exact: true }).click();
      assert.deepEqual(await violations(panel.page), [], 'menu');
      await panel.page.keyboard.press('Escape');
      await panel.page.getByRole('combobox', { name: 'Filter functions' }).fill('is:');
      await panel.page.keyboard.press('ArrowDown');
      assert.deepEqual(await violations(panel.page), [], 'suggestions');
      await panel.send({ type: 'empty' });
      assert.deepEqual(await violations(panel.page), [], 'empty');
    });
  }

  it('reaches every view and what it does by keys alone', async () => {
    panel = await openPanel();
    const { keyboard } = panel.page;
    await panel.send({ type: 'session', session: sessionOf(profile, { comparison: 'before.mjs' }) });
    await keyboard.press('Tab');
    const visited: string[] = [];
    for (let tab = 0; tab < (await panel.page.getByRole('tab').count()); tab++) {
      visited.push(String(await panel.page.evaluate('document.activeElement.textContent')));
      await answer();
      if (visited.at(-1) === 'Findings') {
        await keyboard.press('ArrowRight');
        continue;
      }
      await tabTo('[role=application], [role=treegrid], [role=grid]');
      await keyboard.press('ArrowDown');
      await keyboard.press('ArrowDown');
      assert.notEqual(await panel.announced(), '', visited.at(-1));
      await keyboard.press('Shift+F10');
      assert.equal(await panel.page.getByRole('menu').count(), 1, visited.at(-1));
      await keyboard.press('Escape');
      assert.equal(await panel.page.getByRole('menu').count(), 0);
      await tabTo('[role=tab]', 'Shift+Tab');
      await keyboard.press('ArrowRight');
    }
    assert.deepEqual(visited, await panel.page.getByRole('tab').allInnerTexts());
  });

  async function tabTo(selector: string, key = 'Tab'): Promise<void> {
    for (let press = 0; press < 60; press++) {
      if ((await panel.page.evaluate(`document.activeElement.matches('${selector}')`)) === true) return;
      await panel.page.keyboard.press(key);
    }
    assert.fail(`${selector} cannot be reached.`);
  }
});
