// Version 5 comes without types; these are of the parts that `flameGraph.ts` uses.
declare module 'd3-flame-graph' {
  import type { Selection } from 'd3-selection';

  export interface FlameGraphNode<Frame> {
    readonly data: Frame;
    /** Whether the last search found it. */
    readonly highlight?: boolean;
  }

  export interface FlameGraphChart<Frame> {
    (selection: Selection<HTMLElement, Frame, null, undefined>): void;
    width(pixels: number): this;
    cellHeight(pixels: number): this;
    transitionDuration(milliseconds: number): this;
    inverted(inverted: boolean): this;
    sort(compare: (a: FlameGraphNode<Frame>, b: FlameGraphNode<Frame>) => number): this;
    setColorMapper(color: (node: FlameGraphNode<Frame>, original: string) => string): this;
    setLabelHandler(label: (node: FlameGraphNode<Frame>) => string): this;
    setSearchMatch(matches: (node: FlameGraphNode<Frame>, term: string) => boolean): this;
    setSearchHandler(found: (results: readonly FlameGraphNode<Frame>[], sum: number, total: number) => void): this;
    onHover(hover: (node: FlameGraphNode<Frame>) => void): this;
    search(term: string): void;
    clear(): void;
    resetZoom(): void;
    update(): void;
  }

  export default function flamegraph<Frame>(): FlameGraphChart<Frame>;
}
