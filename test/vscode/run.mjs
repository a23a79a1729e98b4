// Runs the tests of this folder inside VS Code: `node test/vscode/run.mjs` against the checkout; with a .vsix file as
// argument, against that package as installed. The VS Code is the one of test/host, unless HEATLINE_VSCODE names the
// version of a desktop one to download ('stable', '1.101.0'), as it must be where test/host cannot run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { serveDesktopUi } from '../host/desktopUi.mjs';
import { repository } from '../host/install.mjs';
import { installLanguages, installNativeTools } from '../host/nativeTools.mjs';
import { copySample } from '../host/sample.mjs';
import { followFile } from './followFile.mjs';

const settings = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'terminal.integrated.gpuAcceleration': 'off', // so that a terminal's text is in the page
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

const [packageFile] = process.argv.slice(2);
const desktop = process.env.HEATLINE_VSCODE ?? (process.platform === 'linux' ? undefined : 'stable');

if (process.platform === 'linux') {
  installNativeTools();
  installLanguages();
}
const scratch = mkdtempSync(join(tmpdir(), 'heatline-'));
const sample = copySample();
const userData = join(scratch, 'user');
const folders = ['--user-data-dir', userData, '--extensions-dir', join(scratch, 'extensions')];
mkdirSync(join(userData, 'User'), { recursive: true });
writeFileSync(join(userData, 'User', 'settings.json'), JSON.stringify(settings));
const report = join(scratch, 'report.txt');
const follower = followFile(report, process.stdout);
const desktopUi = desktop ? await serveDesktopUi() : undefined;

try {
  const host = join(repository, 'test', 'host', 'vscode.mjs');
  const vscodeExecutablePath = desktop ? await downloadAndUnzipVSCode(desktop) : host;
  if (packageFile) installPackage(vscodeExecutablePath);
  await runTests({
    vscodeExecutablePath,
    // Tests need an extension in development; beside an installed Heatline it is one that does nothing.
    extensionDevelopmentPath: packageFile ? join(import.meta.dirname, 'nothing') : repository,
    extensionTestsPath: join(repository, process.env.HEATLINE_TESTS_ENTRY ?? 'out/test/vscode/index.cjs'),
    extensionTestsEnv: { HEATLINE_REPORT: report, ...desktopUi?.env },
    launchArgs: [sample, ...folders, ...(desktopUi?.args ?? [])],
  });
} catch (error) {
  console.error(`The tests in VS Code: ${error.message}`);
  process.exitCode = 1;
} finally {
  follower.stop();
  await desktopUi?.close();
  for (const folder of [scratch, dirname(sample)]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function installPackage(vscodeExecutablePath) {
  const [command, ...args] = desktop
    ? resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath, { reuseMachineInstall: true })
    : [vscodeExecutablePath];
  const shell = process.platform === 'win32';
  const { status } = spawnSync(command, [...args, ...folders, '--install-extension', packageFile], {
    stdio: 'inherit',
    shell,
  });
  if (status !== 0) throw new Error(`VS Code could not install ${packageFile}.`);
}
