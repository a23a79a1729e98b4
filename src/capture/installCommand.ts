import { readFileSync } from 'node:fs';

/** What the package is called, where that is not as everywhere. */
export interface OtherNames {
  readonly debian?: string;
  readonly ubuntu?: string;
}

/** The command that installs a package on this machine. */
export function installCommand(name: string, others: OtherNames = {}, osRelease = readOsRelease()): string {
  const [, ids = ''] = /^ID=(.*)$/m.exec(osRelease) ?? [];
  const [, like = ''] = /^ID_LIKE=(.*)$/m.exec(osRelease) ?? [];
  const families = `${ids} ${like}`.replaceAll('"', '').split(/\s+/);
  if (families.includes('ubuntu')) return `sudo apt-get install ${others.ubuntu ?? name}`;
  if (families.some((family) => ['fedora', 'rhel', 'centos'].includes(family))) return `sudo dnf install ${name}`;
  if (families.includes('arch')) return `sudo pacman -S ${name}`;
  if (families.some((family) => family.includes('suse'))) return `sudo zypper install ${name}`;
  return `sudo apt-get install ${others.debian ?? name}`;
}

/** See https://www.freedesktop.org/software/systemd/man/latest/os-release.html. */
function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
