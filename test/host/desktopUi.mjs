// The bridge of a desktop VS Code: its window is a Chromium page too, reached through its debugging port.
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { serveUi } from './uiBridge.mjs';

/** What VS Code must be started with; the window is looked for when a test first asks for something. */
export async function serveDesktopUi() {
  const port = await freePort();
  let window;
  const ui = await serveUi(() => (window ??= connect(port)));
  return {
    args: [`--remote-debugging-port=${port}`],
    env: { HEATLINE_UI: ui.url },
    close: ui.close,
  };
}

async function connect(port) {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const window = pages.find((page) => page.url().includes('workbench'));
    if (window) return window;
    await wait(100);
  }
  throw new Error("VS Code's window was not found on its debugging port within 30 s.");
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
