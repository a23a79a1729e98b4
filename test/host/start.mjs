// `npm start`: opens the sample workspace with Heatline, in the desktop VS Code where there is one, else in a VS Code
// server on this machine, to be visited with a browser.
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { URLSearchParams } from 'node:url';
import { repository } from './install.mjs';
import { copySample } from './sample.mjs';
import { runServerCommand, startServer } from './server.mjs';

const shell = process.platform === 'win32';
const data = join(repository, '.vscode-test', 'start');

const sample = copySample();
try {
  if (hasDesktop()) openDesktop();
  else await serve();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function hasDesktop() {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI } = process.env;
  const screen = process.platform !== 'linux' || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
  // In the terminal of a remote VS Code, `code` is a mere messenger that cannot load an extension from a folder.
  return screen && !VSCODE_IPC_HOOK_CLI && spawnSync('code', ['--version'], { shell }).status === 0;
}

function openDesktop() {
  const args = [`--extensionDevelopmentPath=${repository}`, '--disable-workspace-trust', sample];
  spawn('code', args, { shell, detached: true, stdio: 'ignore' }).unref();
  console.log(`VS Code opens ${sample} with Heatline.`);
}

/**
 * Heatline is packaged and installed, not loaded in development: a browser finds it at any address of the server, after
 * a reload and in another folder too, and it is exactly what users get.
 */
async function serve() {
  const folders = ['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')];
  await installHeatline(folders);
  chooseSettings();
  const token = randomUUID();
  const server = await startServer({
    args: ['--port', '8250-8299', '--connection-token', token, ...folders],
    log: () => {},
    onExit(code) {
      console.error(`The VS Code server ended with code ${code}.`);
      process.exit(1);
    },
  });
  const url = `http://127.0.0.1:${server.port}/?${new URLSearchParams({ tkn: token, folder: sample })}`;
  console.log(`\nVS Code with Heatline and a sample workspace:\n\n  ${url}\n\nCtrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      await server.stop();
      rmSync(dirname(sample), { recursive: true, force: true });
      process.exit(0);
    });
  }
}

async function installHeatline(folders) {
  const file = join(data, 'heatline.vsix');
  mkdirSync(data, { recursive: true });
  const packaging = spawnSync('npm', ['run', 'package', '--', '--out', file], {
    cwd: repository,
    encoding: 'utf8',
    shell,
  });
  if (packaging.status !== 0)
    throw new Error(`Heatline could not be packaged:\n${packaging.stdout}${packaging.stderr}`);
  await runServerCommand([...folders, '--force', '--install-extension', file]);
}

/** Only before the first start: from then on they are the user's. */
function chooseSettings() {
  const file = join(data, 'data', 'User', 'settings.json');
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  const settings = {
    'chat.disableAIFeatures': true,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'readme',
  };
  writeFileSync(file, JSON.stringify(settings, undefined, 2));
}
