import type { ToExtension } from '../src/protocol.ts';

/** The window's other side, as VS Code gives it to a webview, typed by our protocol. */
export interface Host<Message = ToExtension> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** May be called once in the life of a page. */
  function acquireVsCodeApi<Message = ToExtension>(): Host<Message>;
}
