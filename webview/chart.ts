import { at } from '../src/core/model/at.ts';
import { createBreadcrumbs } from './breadcrumbs.ts';
import {
  contentHeight,
  contentY,
  depthAt,
  rowHeight,
  rulerHeight,
  toPosition,
  toX,
  type Geometry,
} from './chartGeometry.ts';
import { boxAfter, chartCommand, type ChartCommand } from './chartKeys.ts';
import { createChartPaper } from './chartPaper.ts';
import { listenToPointer, type Point } from './chartPointer.ts';
import { panBy, rangeOf, zoomBy, zoomOutTo, zoomToBox, type Zoom } from './chartZoom.ts';
import { cycle } from './cycle.ts';
import { describeBox } from './describeBox.ts';
import { drawChart, type ChartPainter } from './drawChart.ts';
import { drawRuler } from './drawRuler.ts';
import { element } from './element.ts';
import { heaviestMatches } from './heaviestMatches.ts';
import type { Picture } from './picture.ts';
import type { Actions, Scene } from './scene.ts';
import type { Tooltip } from './tooltip.ts';
import { start, type GraphName } from './uiState.ts';
import type { View } from './view.ts';
import { boxAt } from './visibleBoxes.ts';

export interface ChartOptions {
  /** What its position is remembered by. */
  readonly name: GraphName;
  /** For screen readers, e.g. `Flame graph`. */
  readonly label: string;
  readonly tooltip: Tooltip;
  readonly actions: Actions;
}

export interface Chart extends View {
  readonly pictures: () => readonly Picture[];
  resetZoom(): void;
}

/** How far a box may be missed, px. */
const hitSlack = 2;
/** A key's zoom. */
const keyZoom = 1.5;
/** Rows of callers that stay in sight when a box deep in the stack is zoomed to. */
const callersKept = 2;

const help =
  'Arrow keys move through callers and callees, Enter zooms in, Escape zooms out. The Call Tree tab shows the same.';

/** A graph of boxes on a canvas of the view's size, whatever the size of the graph. */
export function createChart({ name, label, tooltip, actions }: ChartOptions): Chart {
  // There `start` is a time, so that an axis belongs above, and callees always stand below it.
  const timed = name === 'timeline';
  const canvas = element('canvas', {
    class: 'chart-canvas',
    tabindex: 0,
    role: 'application',
    'aria-roledescription': 'graph',
    'aria-label': `${label}. ${help}`,
  });
  const spacer = element('div', { class: 'chart-spacer' }, canvas);
  const scroller = element('div', { class: 'chart-scroller', tabindex: -1 }, spacer);
  const breadcrumbs = createBreadcrumbs(zoomTo);
  const root = element('div', { class: 'chart' }, breadcrumbs.root, scroller);
  const paper = createChartPaper(canvas);

  let scene: Scene | undefined;
  let zoom: Zoom = start;
  let hovered = -1;
  let pointer: Point | undefined;
  let frame = 0;
  let drawnSize = { width: 0, height: 0 };

  listenToPointer(canvas, {
    hover,
    click(point, event) {
      const row = rowAt(point);
      if (scene === undefined || row < 0) return;
      const fn = at(scene.index.boxes.function, row);
      actions.select(fn, { graph: name, row });
      if (event.ctrlKey || event.metaKey) actions.openSource(fn);
    },
    menu(point, event) {
      const row = rowAt(point);
      if (scene === undefined || row < 0) return;
      actions.select(at(scene.index.boxes.function, row), { graph: name, row });
      actions.openMenu(event.clientX, event.clientY);
    },
    doubleClick(point) {
      const row = rowAt(point);
      if (row >= 0) zoomTo(row);
    },
    pan(x, y) {
      if (scene !== undefined && x !== 0) setZoom(panBy(scene.index, zoom, x / scroller.clientWidth));
      scroller.scrollTop += y;
    },
    zoom(x, factor) {
      if (scene !== undefined) setZoom(zoomBy(scene.index, zoom, x / scroller.clientWidth, factor));
    },
  });
  canvas.addEventListener('keydown', (event) => {
    const command = chartCommand(event, scene !== undefined && geometry(scene).rootAtBottom);
    if (command === undefined || scene === undefined) return;
    event.preventDefault();
    obey(command, scene);
  });
  scroller.addEventListener('scroll', () => {
    hover(undefined);
    schedule();
    actions.moved();
  });
  new ResizeObserver(() => {
    // A zoom that shows or hides its callers has drawn the new size before this is told of it.
    if (scroller.clientWidth !== drawnSize.width || scroller.clientHeight !== drawnSize.height) schedule();
  }).observe(scroller);

  function geometry(of: Scene): Geometry {
    return {
      ...rangeOf(of.index, zoom),
      width: scroller.clientWidth,
      height: scroller.clientHeight,
      scroll: scroller.scrollTop,
      depths: of.index.depths,
      top: timed ? rulerHeight : 0,
      rootAtBottom: of.rootAtBottom && !timed,
    };
  }

  function rowAt({ x, y }: Point): number {
    if (scene === undefined) return -1;
    const place = geometry(scene);
    const depth = depthAt(place, y);
    const position = toPosition(place, x);
    const exact = boxAt(scene.index, position, depth, 0);
    return exact >= 0 ? exact : boxAt(scene.index, position, depth, toPosition(place, x + hitSlack) - position);
  }

  function hover(point: Point | undefined): void {
    pointer = point;
    const row = point === undefined ? -1 : rowAt(point);
    if (scene === undefined || point === undefined || row < 0) tooltip.hide();
    else {
      const edge = canvas.getBoundingClientRect();
      tooltip.show(describeBox(scene.session, scene, row), edge.left + point.x, edge.top + point.y);
    }
    canvas.classList.toggle('over-box', row >= 0);
    if (row === hovered) return;
    hovered = row;
    schedule();
  }

  function obey(command: ChartCommand, { index, row, selected }: Scene): void {
    switch (command) {
      case 'caller':
      case 'callee':
      case 'next':
      case 'previous':
        select(boxAfter(command, index, row));
        break;
      case 'zoom':
        if (row >= 0) zoomTo(row);
        break;
      case 'openSource':
        if (selected >= 0) actions.openSource(selected);
        break;
      case 'zoomIn':
        setZoom(zoomBy(index, zoom, anchor(), keyZoom));
        break;
      case 'zoomOut':
        setZoom(zoomBy(index, zoom, anchor(), 1 / keyZoom));
        break;
      case 'reset':
        zoomTo(-1);
        break;
    }
  }

  /** What a key's zoom keeps in place: what the pointer is at, or else the selected box, or the middle. */
  function anchor(): number {
    if (scene === undefined) return 0.5;
    const place = geometry(scene);
    if (pointer !== undefined) return pointer.x / place.width;
    if (scene.row < 0) return 0.5;
    const { boxes } = scene.index;
    const middle = toX(place, at(boxes.start, scene.row) + at(boxes.width, scene.row) / 2) / place.width;
    return middle >= 0 && middle <= 1 ? middle : 0.5;
  }

  function select(row: number): void {
    if (scene === undefined || row < 0) return;
    actions.select(at(scene.index.boxes.function, row), { graph: name, row });
    reveal();
  }

  function setZoom(wanted: Zoom): void {
    zoom = wanted;
    hover(undefined);
    schedule();
    actions.moved();
  }

  function zoomTo(row: number): void {
    if (scene === undefined) return;
    setZoom(zoomToBox(scene.index, row));
    scrollToDepth(row < 0 ? 0 : at(scene.index.boxes.depth, row));
    if (row < 0) reveal();
  }

  /** Brings a depth to the root's side of the view with a few of its callers, or with all if they need little of it. */
  function scrollToDepth(depth: number): void {
    if (scene === undefined) return;
    layOut(scene);
    const place = geometry(scene);
    const first = depth * rowHeight < place.height / 3 ? 0 : depth - callersKept;
    const y = contentY(place, first);
    scroller.scrollTop = place.rootAtBottom ? y + rowHeight - place.height : y - place.top;
  }

  function reveal(): void {
    if (scene === undefined || scene.row < 0) return;
    setZoom(zoomOutTo(scene.index, zoom, scene.row));
    layOut(scene);
    const place = geometry(scene);
    const y = contentY(place, at(scene.index.boxes.depth, scene.row));
    if (y < place.scroll + place.top) scroller.scrollTop = y - place.top;
    else if (y + rowHeight > place.scroll + place.height) scroller.scrollTop = y + rowHeight - place.height;
  }

  /** Sizes follow at once, so that a scroll position set after this is not cut off. */
  function layOut(of: Scene): void {
    breadcrumbs.show(of, zoom.focus);
    spacer.style.height = `${contentHeight(geometry(of))}px`;
  }

  function schedule(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  function draw(): void {
    frame = 0;
    if (scene !== undefined) layOut(scene);
    drawnSize = { width: scroller.clientWidth, height: scroller.clientHeight };
    if (scene === undefined || drawnSize.width === 0) return;
    const place = geometry(scene);
    drawOn(paper.prepare(place), scene, place, hovered);
  }

  function drawOn(painter: ChartPainter, drawn: Scene, place: Geometry, over: number): void {
    drawChart(painter, drawn, place, over);
    if (drawn.content?.kind === 'timeline') drawRuler(painter, place, -drawn.content.offset);
  }

  return {
    root,
    open(opened, positions) {
      const position = positions[name];
      const under = pointer;
      scene = opened;
      zoom = position ?? start;
      hover(undefined);
      layOut(opened);
      // A flame that was never looked at begins at its root, which is at the bottom.
      if (position === undefined) scrollToDepth(0);
      else scroller.scrollTop = position.scroll;
      if (under !== undefined) hover(under);
      schedule();
    },
    show(next) {
      const turned = scene !== undefined && scene.rootAtBottom !== next.rootAtBottom;
      scene = next;
      if (turned) scrollToDepth(zoom.focus < 0 ? 0 : at(next.index.boxes.depth, zoom.focus));
      schedule();
    },
    positions: () => ({ [name]: { ...zoom, scroll: scroller.scrollTop } }),
    reveal,
    chooseMatch(step) {
      if (scene?.hits === undefined) return undefined;
      const { index, hits, row } = scene;
      const match = cycle(timed ? hits.topmost : heaviestMatches(index, hits), row, step);
      if (match !== undefined) select(match.item);
      return match;
    },
    restyle() {
      paper.restyle();
      schedule();
    },
    resetZoom() {
      zoomTo(-1);
    },
    pictures() {
      const drawn = scene;
      if (drawn === undefined || scroller.clientWidth === 0) return [];
      const place = geometry(drawn);
      const draw = (painter: ChartPainter): void => {
        drawOn(painter, drawn, place, -1);
      };
      return [{ width: place.width, height: place.height, painter: paper.prepare(place), draw }];
    },
  };
}
