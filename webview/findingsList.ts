import { at } from '../src/core/model/at.ts';
import { formatPlace } from '../src/core/text/formatPlace.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import type { SessionView, TabContent, ToExtension } from '../src/protocol.ts';
import { element } from './element.ts';
import { icon } from './icon.ts';
import type { Actions, Scene } from './scene.ts';
import type { View } from './view.ts';

type Finding = Extract<TabContent, { kind: 'findings' }>['findings'][number];

/** What is worth changing in the run, with the numbers that show it. */
export function createFindingsList(actions: Pick<Actions, 'select'>, post: (message: ToExtension) => void): View {
  const root = element('div', { class: 'findings', tabindex: -1 });
  let shown = '';

  function button(title: string, onclick: () => void): HTMLElement {
    return element('button', { type: 'button', class: 'link', onclick }, title);
  }

  function item(session: SessionView, finding: Finding): HTMLElement {
    const { severity, title, share, evidence, advice, place, function: fn } = finding;
    const links: HTMLElement[] = [];
    if (place !== undefined) {
      const file = fn === undefined ? place.file : at(session.functions.file, fn);
      const open = (): void => {
        post({ type: 'openPlace', file: place.file, line: place.line });
      };
      links.push(button(formatPlace(file, place.line), open));
    }
    if (fn !== undefined) {
      const select = (): void => {
        actions.select(fn);
      };
      links.push(button(`Select ${at(session.functions.name, fn)}`, select));
    }
    const kind = severity === 'warning' ? 'Warning' : 'Information';
    return element(
      'li',
      { class: `finding ${severity}` },
      element(
        'h2',
        { class: 'finding-title' },
        icon(severity === 'warning' ? 'warning' : 'info'),
        element('span', { class: 'announcement' }, `${kind}: `),
        element('bdi', {}, title),
        element('span', { class: 'finding-share' }, formatShare(share)),
      ),
      element('ul', { class: 'finding-evidence' }, ...evidence.map((fact) => element('li', {}, fact))),
      element('p', { class: 'finding-advice' }, advice),
      element('div', { class: 'finding-links' }, ...links),
    );
  }

  function draw({ session, content }: Scene): void {
    if (content?.kind !== 'findings') return;
    const text = JSON.stringify([content.findings, session.id]);
    // What is the same stays, with the focus in it.
    if (text === shown) return;
    shown = text;
    const items = content.findings.map((finding) => item(session, finding));
    root.replaceChildren(
      items.length > 0
        ? element('ul', { class: 'findings-list' }, ...items)
        : element('p', { class: 'findings-none' }, whyNone(session)),
    );
  }

  return {
    root,
    open: draw,
    show: draw,
    positions: () => ({}),
    reveal: () => undefined,
    chooseMatch: () => undefined,
    restyle: () => undefined,
  };
}

function whyNone({ unit, notes }: SessionView): string {
  if (unit !== 'microseconds') return 'Findings are made of profiles of time.';
  if (notes.some(({ kind }) => kind === 'few-samples'))
    return 'There are too few samples for findings: record a longer run.';
  return 'No findings: nothing stands out.';
}
