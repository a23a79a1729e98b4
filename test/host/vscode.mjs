#!/usr/bin/env node
// Takes the arguments of VS Code's desktop program and does the same with a VS Code server and a headless Chromium, so
// that @vscode/test-electron can run extension tests where Electron cannot be had.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { URLSearchParams } from 'node:url';
import { format, parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { installServer, repository } from './install.mjs';
import { runServerCommand, startServer } from './server.mjs';
import { serveUi } from './uiBridge.mjs';

const text = { type: 'string' };
const texts = { type: 'string', multiple: true };

// What VS Code knows beyond these (--no-sandbox, --disable-updates…) has no meaning here and is let pass.
const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: texts,
    extensionTestsPath: text,
    'user-data-dir': text,
    'extensions-dir': text,
    'install-extension': texts,
    version: { type: 'boolean' },
  },
});

const scratch = mkdtempSync(join(tmpdir(), 'heatline-vscode-'));
const stops = [() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })];
const folders = [
  ...['--server-data-dir', scratch],
  ...['--user-data-dir', resolve(values['user-data-dir'] ?? join(scratch, 'data'))],
  ...['--extensions-dir', resolve(values['extensions-dir'] ?? join(scratch, 'extensions'))],
];

const logFile = join(repository, 'out', 'vscode.log');
mkdirSync(dirname(logFile), { recursive: true });
writeFileSync(logFile, '');
const log = (...parts) => appendFileSync(logFile, `${format(...parts).trimEnd()}\n`);

let finishing = false;
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.on(signal, () => void finish(130));

try {
  if (values.version) await printVersion();
  else if (values['install-extension']) await installExtensions(values['install-extension']);
  else await openWindow();
} catch (error) {
  await finish(1, error.message);
}

async function printVersion() {
  const { product } = await installServer();
  console.log(`${product.version}\n${product.commit}\n${process.arch}`);
  await finish(0);
}

async function installExtensions(extensions) {
  const args = extensions.flatMap((extension) => ['--install-extension', extension]);
  await runServerCommand([...folders, ...args]);
  await finish(0);
}

async function openWindow() {
  // Playwright would end this process at a signal, before the rest is stopped.
  const signals = { handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false };
  const browser = await chromium.launch({ executablePath: await findChromium(), ...signals });
  stops.push(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('console', (message) => log('page:', message.text()));
  page.on('crash', () => void finish(1, 'The page with the workbench has crashed.'));

  const ui = await serveUi(() => page);
  stops.push(ui.close);
  const mode = ['--without-connection-token', '--enable-smoke-test-driver'];
  // Should this process be killed, the server ends by itself some minutes after the window has gone.
  const ending = ['--enable-remote-auto-shutdown', '--reconnection-grace-time', '30'];
  const server = await startServer({
    args: ['--port', '0', ...mode, ...ending, ...folders],
    env: { ...process.env, HEATLINE_UI: ui.url },
    log: (data) => log('server:', String(data)),
    onExit: (code) => void finish(1, `The VS Code server ended with code ${code}.`),
  });
  stops.push(server.stop);

  // The workbench reports the extension host's console and, at the end of the tests, their exit code.
  await page.exposeFunction('codeAutomationLog', (type, parts) => log(`${type}:`, ...parts));
  await page.exposeFunction('codeAutomationExit', (code) => void finish(code));
  await page.goto(windowUrl(server.port));
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
}

function windowUrl(port) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${resolve(path)}`;
  const payload = (values.extensionDevelopmentPath ?? []).map((path) => ['extensionDevelopmentPath', remote(path)]);
  if (values.extensionTestsPath) payload.push(['extensionTestsPath', remote(values.extensionTestsPath)]);
  payload.push(['skipWelcome', 'true']);
  const folder = positionals.length > 0 ? { folder: resolve(positionals[0]) } : { ew: 'true' };
  const query = new URL(`http://127.0.0.1:${port}/`);
  query.search = String(new URLSearchParams({ ...folder, payload: JSON.stringify(payload) }));
  return query.href;
}

/** Stops all that was started, last first, whatever fails meanwhile, and ends with the code. The first call counts. */
async function finish(code, complaint) {
  if (finishing) return;
  finishing = true;
  if (complaint) console.error(complaint);
  if (code !== 0) console.error(`What VS Code logged is in ${logFile}.`);
  for (const stop of stops.reverse()) {
    try {
      await stop();
    } catch (error) {
      log('stop:', error);
    }
  }
  process.exit(code);
}
