import { createActivityLane } from './activityLane.ts';
import { createChart, type Chart, type ChartOptions } from './chart.ts';
import { element } from './element.ts';
import type { ChangeFilter } from './filterBar.ts';
import type { Scene } from './scene.ts';

/** The time-ordered chart below the whole recording, of which a range can be chosen. */
export function createTimeline(options: Pick<ChartOptions, 'tooltip' | 'actions'>, change: ChangeFilter): Chart {
  const chart = createChart({ ...options, name: 'timeline', label: 'Timeline' });
  const lane = createActivityLane((chosen) => {
    change(({ range, ...rest }) => (chosen === undefined ? rest : { ...rest, range: chosen }));
  });

  function showLane({ content, session }: Scene): void {
    if (content?.kind === 'timeline') lane.show(content.activity, session.filter.range);
  }

  return {
    ...chart,
    root: element('div', { class: 'timeline' }, lane.root, chart.root),
    open(scene, positions) {
      showLane(scene);
      chart.open(scene, positions);
    },
    show(scene) {
      showLane(scene);
      chart.show(scene);
    },
    restyle() {
      lane.restyle();
      chart.restyle();
    },
  };
}
