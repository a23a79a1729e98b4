import { formatShare } from '../src/core/text/formatShare.ts';
import { formatWeight } from '../src/core/text/formatWeight.ts';
import type { SessionView } from '../src/protocol.ts';
import { element } from './element.ts';

/** A weight, its share, and the share again as a bar behind both. Idle time has no share. */
export function weightCell(tag: 'div' | 'td', session: SessionView, weight: number, idle: boolean): HTMLElement {
  const share = idle || session.total <= 0 ? undefined : weight / session.total;
  const cell = element(
    tag,
    { class: 'weight', role: 'gridcell' },
    element('span', { class: 'weight-value' }, formatWeight(weight, session.unit)),
    ' ',
    element('span', { class: 'weight-share' }, share === undefined ? '' : formatShare(share)),
  );
  cell.style.setProperty('--share', `${Math.min(share ?? 0, 1) * 100}%`);
  return cell;
}
