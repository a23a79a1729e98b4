// A page with d3-flame-graph as its documentation says, but without transitions.
import flamegraph from 'd3-flame-graph';
import { select } from 'd3-selection';

/* global window, document */

let chart;
let tree;
let wanted;
let node;
let found;

/** The frames in the order of the boxes; `up` is the row of the caller. The one at `row` is what is zoomed to. */
window.keepTree = ({ names, ups, values, row }) => {
  const frames = names.map((name, index) => ({ name, value: values[index], children: [], index }));
  tree = { name: 'all', value: 0, children: [] };
  for (const [index, frame] of frames.entries()) (ups[index] < 0 ? tree : frames[ups[index]]).children.push(frame);
  for (const { value } of tree.children) tree.value += value;
  wanted = row;
};

window.show = () => {
  chart = flamegraph()
    .width(1000)
    .transitionDuration(0)
    .setSearchHandler((_matches, weight, whole) => (found = weight / whole));
  select(document.body).datum(tree).call(chart);
};

window.select = () => {
  node = select(document.body)
    .selectAll('.frame')
    .data()
    .find(({ data }) => data.index === wanted);
};

window.zoomIn = () => chart.zoomTo(node);

window.zoomOut = () => chart.resetZoom();

window.search = (text) => void chart.search(text);

window.foundShare = () => found;

/** The share of the width that the frame takes. */
window.shownShare = () =>
  select(document.body)
    .selectAll('.frame')
    .filter((frame) => frame === node)
    .select('rect')
    .attr('width') / 1000;
