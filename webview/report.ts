import { categories, type Category } from '../src/core/model/category.ts';
import { reportDataId, type ReportData, type ReportFrame } from '../src/core/text/htmlReport.ts';
import { formatShare } from '../src/core/text/formatShare.ts';
import { formatWeight } from '../src/core/text/formatWeight.ts';
import { categoryLabel } from './categoryLabel.ts';
import { element } from './element.ts';
import { createFlameGraph } from './flameGraph.ts';
import { matchedWeight } from './matchedWeight.ts';
// After the graph's own style sheet, which comes with the module that draws it.
import './report.css';

const data = JSON.parse(find(reportDataId).textContent) as ReportData;
const container = find('chart');
const details = find('frame');
const colors = getComputedStyle(document.documentElement);

const graph = createFlameGraph(container, data.tree, {
  width: container.clientWidth,
  plainColor: colors.getPropertyValue('--plain'),
  color: ({ category }) => colors.getPropertyValue(category === undefined ? '--plain' : `--heatline-${category}`),
  describe,
  hover(frame) {
    details.textContent = describe(frame);
  },
});

const status = element('output', { 'aria-live': 'polite' });
const input = element('input', {
  type: 'search',
  placeholder: 'Search functions and files',
  'aria-label': 'Search functions and files',
  oninput: search,
});
const reset = element('button', { type: 'button', onclick: graph.resetZoom }, 'Reset Zoom');
find('controls').append(input, status, createLegend(), reset);

new ResizeObserver(() => {
  graph.resize(container.clientWidth);
}).observe(container);
window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') graph.resetZoom();
});

function search(): void {
  const wanted = input.value.toLowerCase();
  if (wanted === '') {
    status.textContent = '';
    graph.highlight(undefined);
    return;
  }
  const matches = ({ name, place = '' }: ReportFrame): boolean =>
    name.toLowerCase().includes(wanted) || place.toLowerCase().includes(wanted);
  graph.highlight(matches);
  status.textContent = `${formatShare(matchedWeight(data.tree, matches) / data.total)} matches`;
}

function describe({ name, place = '', value, category }: ReportFrame): string {
  const weight = formatWeight(value, data.unit);
  const share = category === 'idle' || data.total <= 0 ? '' : ` (${formatShare(value / data.total)})`;
  return [name, place, `${weight}${share}`].filter((part) => part !== '').join(' · ');
}

/** The categories that the graph has frames of. */
function createLegend(): HTMLElement {
  const used = new Set<Category>();
  const open: ReportFrame[] = [data.tree];
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    if (frame.category !== undefined) used.add(frame.category);
    open.push(...frame.children);
  }
  const items = categories
    .filter((category) => used.has(category))
    .map((category) =>
      element('li', {}, element('span', { class: `swatch swatch-${category}` }), categoryLabel[category]),
    );
  return element('ul', { class: 'legend', 'aria-label': 'Colours' }, ...items);
}

function find(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The report has no element '${id}'.`);
  return found;
}
