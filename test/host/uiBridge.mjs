// Lets code inside VS Code's extension host see and use the window around it: each request is one action on the page,
// as JSON over loopback. test/vscode/workbench.ts is its client.
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const patience = 15_000;

const actions = {
  screenshot: async (page, { path }) => void (await page.screenshot({ path })),
  resize: (page, { width, height }) => page.setViewportSize({ width, height }),
  press: (page, { key }) => page.keyboard.press(key),
  type: (page, { text }) => page.keyboard.type(text),
  click: async (page, { options, ...target }) => (await find(page, target)).click({ timeout: patience, ...options }),
  hover: async (page, { options, ...target }) => (await find(page, target)).hover({ timeout: patience, ...options }),
  text: async (page, target) => plain(await (await find(page, target)).innerText()),
  texts: async (page, target) => {
    const surfaces = await surfacesOf(page, target.surface);
    const texts = await Promise.all(surfaces.map((surface) => surface.locator(target.selector).allInnerTexts()));
    return texts.flat().map(plain);
  },
  evaluate: async (page, { expression, ...target }) =>
    (await find(page, target)).evaluate(new Function('element', `return (${expression})`)),
};

/**
 * Serves the bridge on a free port of 127.0.0.1; `window` gives the page. The path of the URL is a secret, as whoever
 * knows it drives the browser.
 */
export async function serveUi(window) {
  const secret = `/${randomUUID()}`;
  const server = createServer(async (request, response) => {
    if (request.url !== secret) return void response.writeHead(404).end();
    try {
      const { action, ...details } = JSON.parse(await body(request));
      const result = await actions[action](await window(), details);
      response.end(JSON.stringify({ result }));
    } catch (error) {
      response.end(JSON.stringify({ error: error.message }));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}${secret}`, close: () => server.close() };
}

async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** The first visible match, waited for. */
async function find(page, { surface, selector }) {
  const deadline = Date.now() + patience;
  for (;;) {
    for (const place of await surfacesOf(page, surface)) {
      const match = place.locator(selector).locator('visible=true').first();
      if ((await match.count()) > 0) return match;
    }
    if (Date.now() > deadline) throw new Error(`Nothing in the ${surface} matched ${selector} for ${patience} ms.`);
    await wait(50);
  }
}

/** The page itself, or the content of every webview on show: an extension's document is two frames deep. */
async function surfacesOf(page, surface) {
  if (surface === 'workbench') return [page];
  const contents = page.frames().filter((frame) => frame.name() === 'active-frame' || frame.name() === 'pending-frame');
  const shown = await Promise.all(contents.map(isShown));
  return contents.filter((_frame, index) => shown[index]);
}

async function isShown(frame) {
  try {
    const webview = await frame.parentFrame().frameElement();
    return await webview.isVisible();
  } catch {
    return false; // it went away while we looked
  }
}

/** As one reads it: the editor and the terminal draw their blanks as no-break spaces. */
function plain(text) {
  return text.replaceAll('\u00a0', ' ');
}
