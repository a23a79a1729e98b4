import { element } from './element.ts';
import { icon } from './icon.ts';

/** What stands in the place of a session. */
export function emptyMessage(profileThisFile: () => void): HTMLElement {
  return element(
    'div',
    { class: 'message' },
    icon('flame'),
    element('h1', {}, 'No profile yet'),
    element('p', {}, 'Run a program with the profiler to see where its time goes.'),
    element('button', { type: 'button', class: 'primary', onclick: profileThisFile }, 'Profile This File'),
  );
}

export function progressMessage(text: string): HTMLElement {
  return element(
    'div',
    { class: 'message', role: 'status' },
    element('div', { class: 'progress', role: 'progressbar', 'aria-label': text }),
    element('p', {}, text),
  );
}

export function failedMessage(text: string, hint: string): HTMLElement {
  return element(
    'div',
    { class: 'message failed', role: 'alert' },
    icon('warning'),
    element('h1', {}, text),
    element('p', {}, hint),
  );
}
