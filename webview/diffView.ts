import { createChart, type Chart, type ChartOptions } from './chart.ts';
import { createDiffTable } from './diffTable.ts';
import { element } from './element.ts';
import type { Scene } from './scene.ts';
import type { DiffChoice } from './uiState.ts';

/** The differential flame graph over the functions that changed. */
export function createDiffView(options: Pick<ChartOptions, 'tooltip' | 'actions'>): Chart {
  const chart = createChart({ ...options, name: 'diff', label: 'Differential flame graph' });
  const table = createDiffTable(options.actions);
  const legend = element('div', { class: 'diff-legend' });
  const normalized = toggle(
    'Normalized',
    'Compare Shares, so that Runs of Different Length Can Be Compared',
    (choice) => ({
      ...choice,
      normalized: !choice.normalized,
    }),
  );
  const total = toggle('Total', 'Compare Functions with What They Call', (choice) => ({
    ...choice,
    metric: choice.metric === 'total' ? 'self' : 'total',
  }));
  const header = element('div', { class: 'diff-header' }, legend, normalized, total);
  let shown: Scene | undefined;

  function toggle(text: string, title: string, change: (choice: DiffChoice) => DiffChoice): HTMLElement {
    const onclick = (): void => {
      if (shown !== undefined) options.actions.compareBy(change(shown.diffChoice));
    };
    return element('button', { type: 'button', class: 'toggle-text', title, onclick }, text);
  }

  function showHeader(scene: Scene): void {
    shown = scene;
    normalized.setAttribute('aria-pressed', String(scene.diffChoice.normalized));
    total.setAttribute('aria-pressed', String(scene.diffChoice.metric === 'total'));
    legend.replaceChildren(
      element('span', { class: 'swatch swatch-shrank' }),
      '▼ shrank',
      element('span', { class: 'swatch swatch-unchanged' }),
      '· within noise',
      element('span', { class: 'swatch swatch-grew' }),
      '▲ grew vs. ',
      element('bdi', { class: 'diff-baseline' }, scene.session.comparison ?? ''),
    );
  }

  return {
    ...chart,
    root: element('div', { class: 'diff' }, header, chart.root, table.root),
    open(scene, positions) {
      showHeader(scene);
      chart.open(scene, positions);
      table.open(scene, positions);
    },
    show(scene) {
      showHeader(scene);
      chart.show(scene);
      table.show(scene);
    },
    positions: () => ({ ...chart.positions(), ...table.positions() }),
    reveal() {
      chart.reveal();
      table.reveal();
    },
    restyle() {
      chart.restyle();
      table.restyle();
    },
  };
}
