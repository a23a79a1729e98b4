import type { TimeRange } from '../src/core/analysis/cutToRange.ts';
import type { Marker } from '../src/core/model/timeline.ts';
import { element } from './element.ts';

/** Of the whole: nearer ones would lie on each other's label. */
const labelShare = 0.08;

/** A line through all lanes for each marker, with its name where there is room for it. */
export function markerFlags(markers: readonly Marker[], { from, to }: TimeRange): readonly HTMLElement[] {
  let labelled = -Infinity;
  return markers
    .filter(({ time }) => time >= from && time <= to)
    .map(({ time, name, kind }) => {
      const share = (time - from) / (to - from);
      const hasLabel = share - labelled >= labelShare;
      if (hasLabel) labelled = share;
      const label = element('bdi', { class: share > 0.9 ? 'flag-label left' : 'flag-label' }, name);
      const flag = element('div', { class: `flag flag-${kind}` }, ...(hasLabel ? [label] : []));
      flag.style.left = `${share * 100}%`;
      return flag;
    });
}
