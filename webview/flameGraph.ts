import flamegraph from 'd3-flame-graph';
import { select } from 'd3-selection';
import type { ReportFrame } from '../src/core/text/htmlReport.ts';

export interface FlameGraph {
  /** Leaves colour only to the frames that match; without a function all have theirs. */
  highlight(matches: ((frame: ReportFrame) => boolean) | undefined): void;
  readonly resetZoom: () => void;
  resize(width: number): void;
}

export interface FlameGraphOptions {
  readonly width: number;
  color(frame: ReportFrame): string;
  /** Of frames that a search did not find. */
  readonly plainColor: string;
  describe(frame: ReportFrame): string;
  hover(frame: ReportFrame): void;
}

/** The report's graph: an SVG document, so that it can be printed and needs nothing but itself. */
export function createFlameGraph(container: HTMLElement, tree: ReportFrame, options: FlameGraphOptions): FlameGraph {
  let matches: ((frame: ReportFrame) => boolean) | undefined;
  const chart = flamegraph<ReportFrame>()
    .width(options.width)
    .cellHeight(20)
    .transitionDuration(0)
    .inverted(true)
    // Not by the nodes' own values: those follow the zoom, and frames would change places.
    .sort((a, b) => b.data.value - a.data.value)
    .setColorMapper(({ data, highlight }) =>
      matches === undefined || highlight === true ? options.color(data) : options.plainColor,
    )
    .setLabelHandler(({ data }) => options.describe(data))
    .setSearchMatch(({ data }) => matches?.(data) ?? false)
    // Without this it would write its own words into an element that we do not have.
    .setSearchHandler(() => undefined)
    .onHover(({ data }) => {
      options.hover(data);
    });
  select(container).datum(tree).call(chart);

  return {
    highlight(wanted) {
      matches = wanted;
      if (wanted === undefined) chart.clear();
      // The term is only handed on to the function above; its own search would take it for a regular expression.
      else chart.search('matches');
    },
    resetZoom() {
      chart.resetZoom();
    },
    resize(width) {
      chart.width(width).update();
    },
  };
}
