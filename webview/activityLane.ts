import type { Activity } from '../src/core/analysis/activity.ts';
import { at } from '../src/core/model/at.ts';
import { element } from './element.ts';

export interface ActivityLane {
  readonly root: HTMLElement;
  show(activity: Activity): void;
  restyle(): void;
}

/** Height of the lane, px. */
const height = 34;

/** How busy the thread was over the whole recording. */
export function createActivityLane(): ActivityLane {
  const canvas = element('canvas', { class: 'activity-canvas', 'aria-hidden': 'true' });
  let activity: Activity | undefined;
  new ResizeObserver(draw).observe(canvas);

  function draw(): void {
    const context = canvas.getContext('2d');
    if (activity === undefined || context === null || canvas.clientWidth === 0) return;
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = height * ratio;
    context.scale(ratio, ratio);
    const style = getComputedStyle(canvas);
    const lanes = [
      [activity.busy, style.getPropertyValue('--heatline-own')],
      [activity.gc, style.getPropertyValue('--heatline-gc')],
    ] as const;
    for (let x = 0; x < canvas.clientWidth; x++) {
      let bottom = height;
      for (const [lane, color] of lanes) {
        const tall = mean(lane, x / canvas.clientWidth, (x + 1) / canvas.clientWidth) * (height - 2);
        context.fillStyle = color;
        context.fillRect(x, bottom - tall, 1, tall);
        bottom -= tall;
      }
    }
  }

  return {
    root: canvas,
    show(next) {
      const isSame = activity === next;
      activity = next;
      if (!isSame) draw();
    },
    restyle: draw,
  };
}

/** Of a lane's part between two shares of it. */
function mean(lane: Float32Array, left: number, right: number): number {
  const first = Math.floor(left * lane.length);
  const end = Math.max(first + 1, Math.floor(right * lane.length));
  let sum = 0;
  for (let i = first; i < end; i++) sum += at(lane, Math.min(i, lane.length - 1));
  return sum / (end - first);
}
