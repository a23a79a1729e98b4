import type { Profile } from '../model/profile.ts';

/** Folders, files or URLs as a profile names them, and what they are on this machine. */
export type PathMapping = Readonly<Record<string, string>>;

/** Where a file is on this machine: by the longest folder that fits; unchanged where none does. */
export function relocate(file: string, mapping: PathMapping): string {
  if (Object.hasOwn(mapping, file)) return mapping[file] ?? file;
  let best = '';
  for (const from of Object.keys(mapping)) {
    const isAbove = file.startsWith(from) && /^[\\/]/.test(file.slice(from.length));
    if (isAbove && from.length > best.length) best = from;
  }
  const to = mapping[best];
  if (best === '' || to === undefined) return file;
  const parts = segmentsOf(file.slice(best.length));
  // A name in a profile leads nowhere but into the folder that it was mapped to.
  return parts.includes('..') ? file : [to.replace(/[\\/]+$/, ''), ...parts].join('/');
}

export function relocateProfile(profile: Profile, mapping: PathMapping): Profile {
  if (Object.keys(mapping).length === 0) return profile;
  const moved = new Map<string, string>();
  const move = (file: string): string => {
    let now = moved.get(file);
    if (now === undefined) moved.set(file, (now = relocate(file, mapping)));
    return now;
  };
  return {
    ...profile,
    functions: { ...profile.functions, file: profile.functions.file.map(move) },
    scripts: profile.scripts.map((script) => ({ ...script, file: move(script.file) })),
  };
}

/** Of a path or URL, without what is no folder of it: `?query`, `.`, empty ones. */
export function segmentsOf(file: string): string[] {
  return file
    .replace(/[?#].*$/s, '')
    .split(/[\\/]/)
    .filter((part) => part !== '' && part !== '.');
}
