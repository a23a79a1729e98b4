import type { ThreadTimeline } from '../src/core/analysis/threadTimeline.ts';
import { createActivityLane } from './activityLane.ts';
import { createChart, type Chart, type ChartOptions } from './chart.ts';
import { element } from './element.ts';
import type { ChangeFilter } from './filterBar.ts';
import { createLanesLegend } from './lanesLegend.ts';
import { markerFlags } from './markerFlags.ts';
import { createMeasuredLanes } from './measuredLanes.ts';
import type { Scene } from './scene.ts';
import { createTimeBrush } from './timeBrush.ts';
import { createTimeCursor } from './timeCursor.ts';

/** The time-ordered chart below the whole recording, of which a range can be chosen, with what was measured beside the stacks. */
export function createTimeline(options: Pick<ChartOptions, 'tooltip' | 'actions'>, change: ChangeFilter): Chart {
  const { tooltip, actions } = options;
  const chart = createChart({ ...options, name: 'timeline', label: 'Timeline' });
  const activity = createActivityLane();
  const lanes = createMeasuredLanes();
  const flags = element('div', { class: 'flags' });
  const cursor = createTimeCursor(tooltip);
  const legend = createLanesLegend((hidden) => {
    actions.hideLanes(hidden);
  }, actions.mark);
  const brush = createTimeBrush(
    (chosen) => {
      change(({ range, ...rest }) => (chosen === undefined ? rest : { ...rest, range: chosen }));
    },
    activity.root,
    lanes.root,
    flags,
    cursor.root,
  );
  cursor.follow(brush.root);
  const help = 'Drag to choose a range, which filters every view. Drag it to move it; double-click clears it.';
  let drawn: { readonly measured: ThreadTimeline | undefined; readonly hidden: readonly string[] } | undefined;

  function showLanes({ content, session, hiddenLanes: hidden }: Scene): void {
    if (content?.kind !== 'timeline') return;
    const { activity: whole, measured } = content;
    activity.root.hidden = !session.timed;
    chart.root.hidden = !session.timed;
    activity.show(whole);
    brush.show(whole, session.filter.range, session.timed);
    if (drawn?.measured === measured && drawn?.hidden === hidden) return;
    drawn = { measured, hidden };
    // What the cursor tells would lie beside it.
    brush.root.title = measured === undefined ? help : '';
    legend.show(measured, hidden, session.live);
    lanes.show(measured, whole, hidden);
    flags.replaceChildren(...markerFlags(measured?.markers ?? [], whole));
    cursor.show(measured, whole, hidden);
  }

  return {
    ...chart,
    root: element(
      'div',
      { class: 'timeline' },
      legend.root,
      element('div', { class: 'lanes-scroller' }, brush.root),
      chart.root,
    ),
    open(scene, positions) {
      showLanes(scene);
      chart.open(scene, positions);
    },
    show(scene) {
      showLanes(scene);
      chart.show(scene);
    },
    restyle() {
      activity.restyle();
      lanes.restyle();
      chart.restyle();
    },
  };
}
