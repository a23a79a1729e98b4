/** Where the pointer is on the canvas, px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PointerHandlers {
  hover(point: Point | undefined): void;
  click(point: Point, event: MouseEvent): void;
  doubleClick(point: Point): void;
  menu(point: Point, event: MouseEvent): void;
  /** Moves what is shown by so many pixels. */
  pan(x: number, y: number): void;
  /** Makes what is under `x` wider by a factor. */
  zoom(x: number, factor: number): void;
}

/** A press that moves farther than this is a drag, px. */
const clickSlack = 4;
/** Pixels of a wheel that counts in lines. */
const lineHeight = 20;
/** A notch of a common wheel is 100 px, which makes a zoom of 1.35. */
const zoomPerPixel = 0.003;

export function listenToPointer(canvas: HTMLCanvasElement, handlers: PointerHandlers): void {
  let last: Point | undefined;
  let dragged = 0;

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    last = pointOf(event);
    dragged = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const point = pointOf(event);
    if (last === undefined) {
      handlers.hover(point);
      return;
    }
    dragged += Math.abs(point.x - last.x) + Math.abs(point.y - last.y);
    if (dragged > clickSlack) {
      handlers.hover(undefined);
      canvas.classList.add('dragging');
      handlers.pan(last.x - point.x, last.y - point.y);
    }
    last = point;
  });
  const release = (): void => {
    last = undefined;
    canvas.classList.remove('dragging');
  };
  canvas.addEventListener('pointerup', release);
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerleave', () => {
    handlers.hover(undefined);
  });
  canvas.addEventListener('click', (event) => {
    if (dragged <= clickSlack) handlers.click(pointOf(event), event);
  });
  canvas.addEventListener('dblclick', (event) => {
    if (dragged <= clickSlack) handlers.doubleClick(pointOf(event));
  });
  canvas.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    handlers.menu(pointOf(event), event);
  });
  const wheel = (event: WheelEvent): void => {
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight : 1;
    if (event.ctrlKey || event.metaKey) {
      handlers.zoom(pointOf(event).x, Math.exp(-event.deltaY * unit * zoomPerPixel));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      handlers.pan((event.deltaX === 0 ? event.deltaY : event.deltaX) * unit, 0);
    } else {
      return; // The scroll container's own business.
    }
    event.preventDefault();
  };
  canvas.addEventListener('wheel', wheel, { passive: false });
}

function pointOf(event: MouseEvent): Point {
  return { x: event.offsetX, y: event.offsetY };
}
