// VS Code desktop is a download that many machines may not make. The npm package code-server holds the same server and
// workbench, so this installs that one, once, into `.vscode-test/` (about 600 MB).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));

const codeServer = '4.139.1';
// What that VS Code is built for. Its native modules are prebuilt for it, so no compiler is needed.
const node = `node-linux-${process.arch}`;
const nodeMajor = 24;

const folder = join(repository, '.vscode-test', `server-${codeServer}`);
const product = join('node_modules', 'code-server', 'lib', 'vscode');

/** Where the server's program, the Node that runs it and its description are; installs them first if need be. */
export async function installServer() {
  if (!existsSync(folder)) install();
  const home = join(folder, product);
  return {
    node: join(folder, 'node_modules', node, 'bin', 'node'),
    main: join(home, 'out', 'server-main.js'),
    product: JSON.parse(readFileSync(join(home, 'product.json'), 'utf8')),
  };
}

/** Built beside its place and moved there when whole: whoever finds the folder can use it, and two may race. */
function install() {
  if (process.platform !== 'linux') {
    throw new Error('This VS Code server runs on Linux only. Set HEATLINE_VSCODE=stable to download VS Code itself.');
  }
  const unfinished = `${folder}-${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
    npmInstall('Installing the VS Code server, once.', unfinished, `code-server@${codeServer}`, `${node}@${nodeMajor}`);
    const forVSCode = ['--omit=dev', '--legacy-peer-deps'];
    npmInstall("Installing the server's own packages.", join(unfinished, product), ...forVSCode);
    npmInstall('Installing the packages of its extensions.', join(unfinished, product, 'extensions'), ...forVSCode);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function npmInstall(title, cwd, ...args) {
  console.log(title);
  const command = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...args];
  const { status, stdout, stderr } = spawnSync('npm', command, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${command.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await installServer();
