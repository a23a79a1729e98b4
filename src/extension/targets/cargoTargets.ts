import path from 'node:path';
import type { Buildable } from './buildable.ts';

/** Of `cargo metadata`, what is used here: https://doc.rust-lang.org/cargo/commands/cargo-metadata.html. */
interface Metadata {
  readonly target_directory: string;
  readonly packages: readonly {
    readonly manifest_path: string;
    readonly targets: readonly { readonly name: string; readonly kind: readonly string[]; readonly src_path: string }[];
  }[];
}

/** Optimised, with lines: cargo's own release builds have none. */
const environment = { CARGO_PROFILE_RELEASE_DEBUG: 'true', RUSTFLAGS: '-C force-frame-pointers=yes' };

/** What to ask cargo, without the network. */
export const cargoMetadata = ['metadata', '--no-deps', '--offline', '--format-version', '1'] as const;

/** The programs of the package that a file is in: the one whose main file it is, else all of them. */
export function cargoTargets(metadata: string, file: string): Buildable[] {
  const { packages, target_directory: directory } = JSON.parse(metadata) as Metadata;
  const owners = packages.filter(({ manifest_path: manifest }) => file.startsWith(path.dirname(manifest) + path.sep));
  // Of nested packages, the innermost.
  const [owner] = owners.sort((a, b) => b.manifest_path.length - a.manifest_path.length);
  const programs = owner?.targets.filter(({ kind }) => kind.includes('bin') || kind.includes('example')) ?? [];
  const own = programs.filter(({ src_path: source }) => source === file);
  const chosen = own.length > 0 ? own : programs.filter(({ kind }) => kind.includes('bin'));
  return chosen.map(({ name, kind, src_path: source }): Buildable => {
    const isExample = kind.includes('example');
    const executable = path.join(directory, 'release', ...(isExample ? ['examples'] : []), name);
    const argv = ['cargo', 'build', '--release', isExample ? '--example' : '--bin', name] as const;
    const cwd = path.dirname(owner?.manifest_path ?? source);
    return { name, argv: [executable], build: { argv, cwd, environment, executable } };
  });
}
