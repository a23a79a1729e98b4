import './heap.css';
import type { FromHeapPage, ToHeapPage } from '../../src/heapProtocol.ts';
import { element } from '../element.ts';
import { failedMessage } from '../message.ts';
import { createHeapPage } from './heapPage.ts';
import { restoreHeapState } from './heapState.ts';
import { createLeaksPage } from './leaksPage.ts';
import { createReadingMessage } from './readingMessage.ts';

/** Typing changes the state many times a second; the last change is what counts, ms. */
const saveDelay = 100;

const host = acquireVsCodeApi<FromHeapPage>();
const post = (message: FromHeapPage): void => {
  host.postMessage(message);
};
let saving: ReturnType<typeof setTimeout> | undefined;
const page = createHeapPage(post, restoreHeapState(host.getState()), () => {
  saving ??= setTimeout(() => {
    saving = undefined;
    host.setState(page.state());
  }, saveDelay);
});
const leaks = createLeaksPage(post);
const reading = createReadingMessage(() => {
  post({ type: 'cancel' });
});
const messages = element('main', { class: 'messages' });
document.body.append(page.root, leaks.root, messages);
showOnly(messages);

function receive(message: ToHeapPage): void {
  switch (message.type) {
    case 'reading':
      if (!messages.contains(reading.root)) messages.replaceChildren(reading.root);
      showOnly(messages);
      reading.show(message.message, message.canCancel);
      break;
    case 'failed': {
      const failed = failedMessage(message.message, message.hint);
      const retry = (): void => {
        post({ type: 'retry' });
      };
      if (message.canRetry)
        failed.append(element('button', { type: 'button', class: 'primary', onclick: retry }, 'Read Again'));
      messages.replaceChildren(failed);
      showOnly(messages);
      break;
    }
    case 'heap':
      showOnly(page.root);
      page.show(message.heap);
      break;
    case 'rows':
      page.showRows(message.request, message.page);
      break;
    case 'object':
      page.showObject(message.object);
      break;
    case 'leaks':
      showOnly(leaks.root);
      leaks.show(message.leaks);
      break;
  }
}

function showOnly(shown: HTMLElement): void {
  for (const root of [page.root, leaks.root, messages]) root.hidden = root !== shown;
}

window.addEventListener('message', (event: MessageEvent<ToHeapPage>) => {
  receive(event.data);
});
window.addEventListener('keydown', (event) => {
  if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  page.focusFilter();
});

post({ type: 'ready' });
