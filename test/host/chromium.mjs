// Finds the Chromium that draws the workbench and the web pages under test, or installs Debian's.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const wellKnown = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// Liberation stands in for the fonts that the workbench asks for; DejaVu has the symbols that Liberation lacks.
const debianPackages = ['chromium', 'fonts-liberation', 'fonts-dejavu-core'];

/** The path of a Chromium or Chrome that Playwright can start. Throws one sentence on what to install. */
export async function findChromium() {
  return installed() ?? installOnDebian();
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...wellKnown].find((file) => existsSync(file));
}

function installOnDebian() {
  const debian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!debian || process.getuid?.() !== 0) {
    throw new Error(
      `No Chromium was found. Install Chrome or Chromium (on Debian: apt-get install ${debianPackages.join(' ')}).`,
    );
  }
  console.log('Installing Chromium, once.');
  aptGet('update');
  aptGet('install', '--yes', '--no-install-recommends', ...debianPackages);
  const path = installed();
  if (!path) throw new Error('apt-get has installed chromium, but it is not on the PATH.');
  return path;
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
