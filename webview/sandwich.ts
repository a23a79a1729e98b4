import { createChart, type ChartOptions } from './chart.ts';
import { element } from './element.ts';
import type { Scene } from './scene.ts';
import type { View } from './view.ts';

/** Who calls one function, over whom it calls: two graphs of one scale that meet in it. */
export function createSandwich(options: Pick<ChartOptions, 'tooltip' | 'actions'>): View {
  const callers = createChart({ ...options, name: 'callers', label: 'Callers' });
  const callees = createChart({ ...options, name: 'callees', label: 'Callees' });
  const half = (title: string, chart: View): HTMLElement =>
    element('div', { class: 'sandwich-half' }, element('h2', { class: 'sandwich-title' }, title), chart.root);
  const root = element('div', { class: 'sandwich' }, half('Callers', callers), half('Callees', callees));

  const upperOf = (scene: Scene): Scene => ({ ...scene, ...scene.upper, rootAtBottom: true });
  const lowerOf = (scene: Scene): Scene => ({ ...scene, rootAtBottom: false });
  let upperSelected = false;

  return {
    root,
    open(scene, positions) {
      upperSelected = (scene.upper?.row ?? -1) >= 0;
      callers.open(upperOf(scene), positions);
      callees.open(lowerOf(scene), positions);
    },
    show(scene) {
      upperSelected = (scene.upper?.row ?? -1) >= 0;
      callers.show(upperOf(scene));
      callees.show(lowerOf(scene));
    },
    positions: () => ({ ...callers.positions(), ...callees.positions() }),
    reveal() {
      (upperSelected ? callers : callees).reveal();
    },
    chooseMatch: (step) => callees.chooseMatch(step) ?? callers.chooseMatch(step),
    pictures: () => [...callers.pictures(), ...callees.pictures()],
    restyle() {
      callers.restyle();
      callees.restyle();
    },
  };
}
