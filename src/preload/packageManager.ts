import path from 'node:path';

const managers = /^(npm|npx|pnpm|pnpx|yarn|yarnpkg|corepack)(-cli|-[\d.]+)?(\.[cm]?js)?$/;

/** Whether the script that Node was started with is a package manager: it only starts the program that is measured. */
export function isPackageManager(script: string | undefined): boolean {
  return script !== undefined && managers.test(path.basename(script));
}
