import { element } from './element.ts';

export interface ProgressLine {
  readonly root: HTMLElement;
  /** Something is on its way. */
  wait(): void;
  done(): void;
}

/** What comes within this time needs no progress, ms. */
const patience = 150;

/** A thin line while what was asked for is laid out. */
export function createProgressLine(): ProgressLine {
  const bar = element('div', { class: 'progress', role: 'progressbar', 'aria-label': 'Laying out', hidden: true });
  const root = element('div', { class: 'progress-line' }, bar);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    root,
    wait() {
      timer ??= setTimeout(() => {
        bar.hidden = false;
      }, patience);
    },
    done() {
      clearTimeout(timer);
      timer = undefined;
      bar.hidden = true;
    },
  };
}
