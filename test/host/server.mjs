// Starts the VS Code server in a process group of its own, so that it and its extension hosts end together.
import { spawn, spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { installServer } from './install.mjs';

const license = '--accept-server-license-terms';

/**
 * Starts the server on 127.0.0.1 and gives its port once it answers. `log` gets what the server prints, `onExit` is
 * called should it end by itself.
 */
export async function startServer({ args, env = process.env, log, onExit }) {
  const { node, main } = await installServer();
  const quiet = ['--disable-telemetry', '--disable-workspace-trust'];
  const server = spawn(node, [main, '--host', '127.0.0.1', license, ...quiet, ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  server.stderr.on('data', log);
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const port = await new Promise((resolve, reject) => {
    let printed = '';
    server.stdout.on('data', (data) => {
      log(data);
      printed += data;
      const listening = /Extension host agent listening on (\d+)/.exec(printed);
      if (listening) resolve(Number(listening[1]));
    });
    server.once('error', reject);
    void exited.then((code) => reject(new Error(`The VS Code server ended with code ${code}:\n${printed}`)));
  });
  let stopping = false;
  void exited.then((code) => {
    if (!stopping) onExit(code);
  });
  return {
    port,
    async stop() {
      stopping = true;
      signalGroup(server.pid, 'SIGTERM');
      await Promise.race([exited, wait(3000)]);
      signalGroup(server.pid, 'SIGKILL');
    },
  };
}

/** Runs the server's command line, e.g. to install an extension. What it prints on the way is noise if it succeeds. */
export async function runServerCommand(args) {
  const { node, main } = await installServer();
  const { status, stdout, stderr } = spawnSync(node, [main, license, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The VS Code server ended with code ${status}:\n${stdout}${stderr}`);
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
