import { mkdirSync } from 'node:fs';
import { measured } from './measured.ts';
import { openPanel } from './panelPage.ts';
import { contentOf, largeProfile, sessionOf } from './sessions.ts';
import { themes, type ThemeName } from './themes.ts';

const folder = 'out/screenshots';

/** For people to look at; what they show is asserted elsewhere. */
describe('Screenshots', () => {
  const profile = measured(largeProfile());

  before(() => {
    mkdirSync(folder, { recursive: true });
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`of every tab in ${theme}`, async () => {
      const panel = await openPanel(theme);
      const { page } = panel;
      const shoot = (name: string): Promise<unknown> =>
        page.screenshot({ path: `${folder}/panel-${name}-${theme}.png` });
      await panel.send({ type: 'session', session: sessionOf(profile, { samples: 2000, live: true }) });
      await page.mouse.click(300, 210);
      await page.mouse.move(420, 250);
      await shoot('flame');
      await page.getByRole('textbox').fill('render');
      await page.mouse.dblclick(300, 210);
      await shoot('search');
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await panel.send({ type: 'content', revision: 1, content: contentOf(profile, { kind: 'timeline', thread: 0 }) });
      await shoot('timeline');
      await page.getByRole('tab', { name: 'Sandwich' }).click();
      const [want] = (await panel.posted()).filter((message) => message.type === 'want').slice(-1);
      if (want?.content !== undefined) {
        await panel.send({ type: 'content', revision: 1, content: contentOf(profile, want.content) });
      }
      await shoot('sandwich');
      await page.getByRole('tab', { name: 'Call Tree' }).click();
      await page.getByRole('treegrid').focus();
      await shoot('tree');
      await page.getByRole('textbox').fill('');
      await page.getByRole('tab', { name: 'Functions' }).click();
      await page.getByRole('button', { name: 'Export' }).click();
      await shoot('functions');
      await panel.send({ type: 'empty' });
      await shoot('empty');
      await panel.send({
        type: 'failed',
        message: 'server.cpuprofile is not a CPU profile.',
        hint: 'Open a file that was written by a profiler.',
      });
      await shoot('failed');
      await panel.close();
    });
  }
});
