import assert from 'node:assert/strict';
import type { Filter, TabContent } from '../../src/protocol.ts';
import { openPanel, type PanelPage } from './panelPage.ts';
import { contentOf, sessionOf, smallProfile } from './sessions.ts';

describe('Views', () => {
  let panel: PanelPage;

  beforeEach(async () => {
    panel = await openPanel();
    await panel.send({ type: 'session', session: sessionOf(smallProfile()) });
  });

  afterEach(() => panel.close());

  const tab = (name: string) => panel.page.getByRole('tab', { name });
  const answer = (content: TabContent): Promise<void> => panel.send({ type: 'content', revision: 1, content });

  describe('Sandwich', () => {
    it('shows callers over callees of the selected function', async () => {
      await panel.send({ type: 'select', function: 1 });
      await panel.posted();
      await tab('Sandwich').click();
      const request = { kind: 'sandwich', function: 1 } as const;
      assert.deepEqual(await panel.posted(), [{ type: 'want', content: request }]);
      await answer(contentOf(smallProfile(), request));
      assert.match(await panel.details(), /^parse\n.*\nTotal 400 µs/);
      const callees = await panel.page.getByRole('application', { name: /^Callees/ }).boundingBox();
      assert.ok(callees);
      // 300 of parse's 400 µs are in lex.
      await panel.page.mouse.click(callees.x + 300, callees.y + 30);
      assert.match(await panel.details(), /^lex\n.*\nTotal 300 µs[^]*parse\nlex$/);
      const callers = await panel.page.getByRole('application', { name: /^Callers/ }).boundingBox();
      assert.ok(callers);
      await panel.page.mouse.click(callers.x + 300, callers.y + callers.height - 30);
      assert.match(await panel.details(), /^main\n.*\nTotal 400 µs[^]*main\nparse$/);
    });

    it('says what to do where nothing is selected', async () => {
      await tab('Sandwich').click();
      assert.match(await panel.page.locator('.caption').innerText(), /Select a function/);
    });

    it('is led to by a key, and from there to another function', async () => {
      await panel.send({ type: 'select', function: 2 });
      await panel.page.getByRole('application').focus();
      await panel.posted();
      await panel.page.keyboard.press('s');
      const [want] = await panel.posted();
      assert.deepEqual(want, { type: 'want', content: { kind: 'sandwich', function: 2 } });
      await panel.send({ type: 'select', function: 3 });
      const [other] = await panel.posted();
      assert.deepEqual(other, { type: 'want', content: { kind: 'sandwich', function: 3 } });
    });
  });

  it('turns the call tree round', async () => {
    await tab('Call Tree').click();
    await panel.posted();
    await panel.page.getByRole('button', { name: /^Bottom-Up/ }).click();
    assert.deepEqual(await panel.posted(), [{ type: 'want', content: { kind: 'bottomUp' } }]);
    await answer(contentOf(smallProfile(), { kind: 'bottomUp' }));
    const rows = panel.page.locator('[role=row][aria-level="1"] .function-name');
    assert.equal(await rows.first().innerText(), 'lex');
    await panel.page.getByRole('treegrid').focus();
    await panel.page.keyboard.press('Home');
    await panel.page.getByRole('button', { name: 'Expand Hot Path' }).click();
    assert.match(await panel.details(), /^main\n[^]*main\nparse\nlex$/, 'most of it was called by parse');
  });

  describe('Range of time', () => {
    const asked = async (): Promise<Filter | undefined> => {
      const filters = (await panel.posted()).flatMap((message) => (message.type === 'filter' ? [message.filter] : []));
      const filter = filters.at(-1);
      if (filter === undefined) return undefined;
      const content = contentOf(smallProfile(), { kind: 'timeline', thread: 0 }, filter);
      await panel.send({ type: 'session', session: sessionOf(smallProfile(), { filter }), content });
      return filter;
    };

    beforeEach(async () => {
      await tab('Timeline').click();
      await answer(contentOf(smallProfile(), { kind: 'timeline', thread: 0 }));
      await panel.posted();
    });

    it('is chosen and moved by dragging, cleared by a double click', async () => {
      const lane = await panel.page.getByRole('group', { name: 'Range of time' }).boundingBox();
      assert.ok(lane);
      const drag = async (from: number, to: number): Promise<void> => {
        await panel.page.mouse.move(lane.x + from, lane.y + 15);
        await panel.page.mouse.down();
        await panel.page.mouse.move(lane.x + to, lane.y + 15, { steps: 3 });
        await panel.page.mouse.up();
      };
      await drag(100, 400);
      assert.deepEqual((await asked())?.range, { from: 100, to: 400 });
      assert.deepEqual(await panel.page.locator('.chip-label').allInnerTexts(), ['100 µs – 400 µs']);
      // All but 100 µs of the range are lex in parse.
      assert.match(await panel.page.locator('.legend').innerText(), /Own code\s+100 %/);
      await drag(200, 300);
      assert.deepEqual((await asked())?.range, { from: 200, to: 500 });
      await panel.page.mouse.dblclick(lane.x + 300, lane.y + 15);
      assert.equal((await asked())?.range, undefined);
    });

    it('is chosen by keys', async () => {
      await panel.page.getByRole('slider', { name: 'End of the range' }).focus();
      await panel.page.keyboard.press('PageDown');
      assert.deepEqual((await asked())?.range, { from: 0, to: 900 });
      assert.equal(
        await panel.page.getByRole('slider', { name: 'End of the range' }).getAttribute('aria-valuetext'),
        '900 µs',
      );
      await panel.page.keyboard.press('Delete');
      assert.equal((await asked())?.range, undefined);
    });
  });

  describe('Findings', () => {
    it('lists what stands out, with the way to it', async () => {
      await tab('Findings').click();
      const place = { file: '/app/src/app.ts', line: 31, function: 'lex' };
      await answer({
        kind: 'findings',
        findings: [
          {
            id: 'hotLine',
            severity: 'warning',
            title: 'One line of <lex> has most of the time',
            share: 0.67,
            evidence: ['It ran for 500 µs.'],
            advice: 'Do less there.',
            place,
            function: 2,
          },
        ],
      });
      const text = await panel.page.getByRole('tabpanel').innerText();
      assert.match(text, /One line of <lex> has most of the time\s+67 %\s+It ran for 500 µs\.\s+Do less there\./);
      await panel.posted();
      await panel.page.getByRole('button', { name: 'src/app.ts:31' }).click();
      assert.deepEqual(await panel.posted(), [{ type: 'openPlace', file: '/app/src/app.ts', line: 31 }]);
      await panel.page.getByRole('button', { name: 'Select lex' }).click();
      assert.match(await panel.details(), /^lex\n/);
    });

    it('says when there is nothing to say, and why', async () => {
      await tab('Findings').click();
      await answer({ kind: 'findings', findings: [] });
      assert.match(await panel.page.getByRole('tabpanel').innerText(), /nothing stands out/);
    });
  });

  it('says how sure a share is', async () => {
    await panel.send({ type: 'session', session: sessionOf(smallProfile(), { samples: 100 }) });
    await panel.send({ type: 'select', function: 1 });
    assert.match(await panel.details(), /Total 400 µs \(53 % ±10\)/);
  });
});
