import './panel.css';
import type { ToPage } from '../src/protocol.ts';
import { element } from './element.ts';
import { emptyMessage, failedMessage, progressMessage } from './message.ts';
import { createSessionPage } from './sessionPage.ts';
import { restoreUiState } from './uiState.ts';

/** Scrolling changes the state many times a second; the last change is what counts, ms. */
const saveDelay = 100;

const host = acquireVsCodeApi();
let saving: ReturnType<typeof setTimeout> | undefined;
const page = createSessionPage(host, restoreUiState(host.getState()), () => {
  saving ??= setTimeout(save, saveDelay);
});

const messages = element('main', { class: 'messages' });
page.root.hidden = true;
document.body.append(page.root, messages);

function save(): void {
  clearTimeout(saving);
  saving = undefined;
  host.setState(page.ui());
}

function receive(message: ToPage): void {
  switch (message.type) {
    case 'session':
      // In sight first: views measure themselves when they are shown.
      messages.replaceChildren();
      messages.hidden = true;
      page.root.hidden = false;
      page.show(message.session, message.content);
      break;
    case 'content':
      page.showContent(message.revision, message.content);
      break;
    case 'select':
      page.select(message.function);
      break;
    case 'empty':
      say(
        emptyMessage(() => {
          host.postMessage({ type: 'profileThisFile' });
        }),
      );
      break;
    case 'progress':
      say(progressMessage(message.message));
      break;
    case 'failed':
      say(failedMessage(message.message, message.hint));
      break;
  }
}

/** A session that gives way to a message is only hidden, so that it comes back as it was. */
function say(message: HTMLElement): void {
  page.root.hidden = true;
  messages.hidden = false;
  messages.replaceChildren(message);
}

window.addEventListener('message', (event: MessageEvent<ToPage>) => {
  receive(event.data);
});
window.addEventListener('pagehide', () => {
  if (saving !== undefined) save();
});
window.addEventListener('keydown', (event) => {
  if (event.key !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  page.focusSearch();
});
// VS Code tells of a new theme by other classes on the body and other variables on the root.
const restyled = new MutationObserver(page.restyle);
restyled.observe(document.body, { attributeFilter: ['class'] });
restyled.observe(document.documentElement, { attributeFilter: ['style', 'class'] });

host.postMessage({ type: 'ready' });
