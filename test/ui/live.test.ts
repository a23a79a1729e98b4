import assert from 'node:assert/strict';
import type { Profile } from '../../src/core/model/profile.ts';
import type { SessionView } from '../../src/protocol.ts';
import { openPanel, type PanelPage } from './panelPage.ts';
import { contentOf, profileOf, sessionOf } from './sessions.ts';

describe('A session that grows', () => {
  let panel: PanelPage;

  // The same program a second later: other numbers of functions, other order of boxes.
  const early = profileOf('main;parse;lex 300', 'main;draw;lex 200', 'main 500');
  const later = profileOf('main;load 100', 'main;draw;lex 600', 'main;parse;lex 300', 'main 1000');

  beforeEach(async () => {
    panel = await openPanel();
    await show(early, 1);
  });

  afterEach(() => panel.close());

  const show = (profile: Profile, revision: number, changes: Partial<SessionView> = {}): Promise<void> =>
    panel.send({ type: 'session', session: stateOf(profile, revision, changes) });
  const tab = (name: string) => panel.page.getByRole('tab', { name });

  it('says so, and can be stopped', async () => {
    assert.match(await panel.page.locator('.summary').innerText(), /Live\s+Stop/);
    await panel.posted();
    await panel.page.getByRole('button', { name: 'Stop' }).click();
    assert.deepEqual(await panel.posted(), [{ type: 'stop' }]);
    await show(later, 2, { live: false });
    assert.equal(await panel.page.getByRole('button', { name: 'Stop' }).isVisible(), false);
  });

  it('keeps what is selected and zoomed to, wherever that went', async () => {
    const lexOfDraw = await panel.chartPoint(400, 2);
    await panel.page.mouse.click(lexOfDraw.x, lexOfDraw.y);
    assert.match(await panel.details(), /^lex\n.*\nTotal 200 µs[^]*main\ndraw\nlex$/);
    const draw = await panel.chartPoint(400, 1);
    await panel.page.mouse.dblclick(draw.x, draw.y);
    await show(later, 2);
    assert.match(await panel.details(), /^draw\n.*\nTotal 600 µs/);
    assert.equal(await panel.page.locator('[aria-current]').innerText(), 'draw');
    const left = await panel.chartPoint(5, 2);
    await panel.page.mouse.click(left.x, left.y);
    assert.match(await panel.details(), /^lex\n.*\nTotal 600 µs/, 'draw is as wide as the view');
  });

  it('keeps open rows, the search and the tab', async () => {
    await tab('Call Tree').click();
    await panel.page.getByRole('row', { name: /draw/ }).locator('.twistie').click();
    await panel.page.getByRole('row', { name: /parse/ }).locator('.twistie').click();
    await panel.page.getByRole('textbox', { name: /Search/ }).fill('draw');
    await show(later, 2);
    const rows = await panel.page.locator('[role=row][aria-level]').allInnerTexts();
    assert.deepEqual(
      rows.map((row) => /main|draw|lex|parse|load/.exec(row)?.[0]),
      ['main', 'draw', 'lex', 'parse', 'lex', 'load'],
    );
    assert.equal(await panel.page.getByRole('textbox', { name: /Search/ }).inputValue(), 'draw');
  });

  it('keeps the focus on what is pressed', async () => {
    await panel.send({ type: 'select', function: 1 });
    for (const name of ['Open Source', 'Copy Stack', /^Own code/]) {
      await panel.page.getByRole('button', { name }).focus();
      await show(later, 2);
      await show(early, 3);
      assert.ok(await panel.page.evaluate('document.activeElement instanceof HTMLButtonElement'), String(name));
    }
  });

  it('keeps the order and the place of the table', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `f${i} ${i + 1}`);
    await show(profileOf(...names), 2);
    await tab('Functions').click();
    await panel.page.getByRole('columnheader', { name: 'Function' }).getByRole('button').click();
    const scrollTop = 'document.querySelector(".functions-scroller").scrollTop';
    await panel.page.evaluate(`${scrollTop} = 660`);
    await show(profileOf('extra 1000', ...names.reverse()), 3);
    assert.equal(await panel.page.evaluate(scrollTop), 660);
    const header = panel.page.getByRole('columnheader', { name: 'Function' });
    assert.equal(await header.getAttribute('aria-sort'), 'ascending');
  });

  it('comes with the timeline that is in sight, which keeps its range', async () => {
    const timeline = { kind: 'timeline', thread: 0 } as const;
    await tab('Timeline').click();
    await panel.send({ type: 'content', revision: 1, content: contentOf(early, timeline) });
    const point = await panel.chartPoint(100, 3);
    await panel.page.mouse.dblclick(point.x, point.y);
    assert.match(await panel.details(), /^lex\n.*\nTotal 300 µs/);
    await panel.posted();
    await panel.send({ type: 'session', session: stateOf(later, 2), content: contentOf(later, timeline) });
    assert.match(await panel.details(), /^lex\n.*\nTotal 300 µs/);
    assert.deepEqual(await panel.posted(), [], 'what comes with it need not be asked for');
  });

  it('does not mind answers about what it was before', async () => {
    await tab('Timeline').click();
    await show(later, 2);
    await panel.send({ type: 'content', revision: 1, content: contentOf(early, { kind: 'timeline', thread: 0 }) });
    assert.equal(await panel.page.getByRole('tabpanel').getAttribute('aria-busy'), 'true');
    await panel.send({ type: 'content', revision: 2, content: contentOf(later, { kind: 'timeline', thread: 0 }) });
    assert.equal(await panel.page.getByRole('tabpanel').getAttribute('aria-busy'), 'false');
  });
});

/** Functions stand on the same lines in every state. */
function stateOf(profile: Profile, revision: number, changes: Partial<SessionView> = {}): SessionView {
  const session = sessionOf(profile, { live: true, revision, ...changes });
  const line = Int32Array.from(session.functions.name, (name) => 10 * name.length);
  return { ...session, functions: { ...session.functions, line } };
}
