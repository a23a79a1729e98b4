export interface VirtualRows {
  /** Draws what is in sight of `count` lines. */
  show(count: number, render: (line: number) => HTMLElement): void;
  reveal(line: number): void;
  /** Whole lines that fit into the view. */
  page(): number;
}

export interface VirtualList {
  /** What scrolls. */
  readonly scroller: HTMLElement;
  /** Sticks to the scroller's top. */
  readonly header: HTMLElement;
  /** What holds the lines. */
  readonly body: HTMLElement;
  /** Take the place of the lines that are not drawn. */
  readonly before: HTMLElement;
  readonly after: HTMLElement;
}

/** Height of a line, px: that of VS Code's own lists. */
const lineHeight = 22;
/** Lines drawn beyond each edge, so that a scroll does not show a gap before the next frame. */
const margin = 8;

/** A list of any length, of which only the lines in sight exist. */
export function createVirtualRows({ scroller, header, body, before, after }: VirtualList): VirtualRows {
  let count = 0;
  let render: ((line: number) => HTMLElement) | undefined;

  function draw(): void {
    if (render === undefined || scroller.clientHeight === 0) return;
    // The end of a list that became shorter may lie above what was in sight.
    const highest = Math.max(0, count * lineHeight - scroller.clientHeight + header.offsetHeight);
    const top = Math.min(scroller.scrollTop, highest);
    const first = Math.max(0, Math.floor(top / lineHeight) - margin);
    const end = Math.min(count, Math.ceil((top + scroller.clientHeight) / lineHeight) + margin);
    const lines: HTMLElement[] = [];
    for (let line = first; line < end; line++) lines.push(render(line));
    before.style.height = `${first * lineHeight}px`;
    after.style.height = `${(count - end) * lineHeight}px`;
    body.replaceChildren(before, ...lines, after);
  }

  scroller.addEventListener('scroll', draw);
  new ResizeObserver(draw).observe(scroller);

  return {
    show(newCount, newRender) {
      count = newCount;
      render = newRender;
      draw();
    },
    reveal(line) {
      const top = line * lineHeight;
      const room = scroller.clientHeight - header.offsetHeight;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + lineHeight > scroller.scrollTop + room) scroller.scrollTop = top + lineHeight - room;
      draw();
    },
    page: () => Math.max(1, Math.floor((scroller.clientHeight - header.offsetHeight) / lineHeight) - 1),
  };
}
