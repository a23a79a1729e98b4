import { HeatlineError } from '../core/model/heatlineError.ts';

/** What a user is told when a file cannot be written; `reason` is the system's code for it, or words. */
export function writeError(file: string, reason: string, cause?: unknown): HeatlineError {
  return new HeatlineError(`${file} cannot be written.`, hints[reason] ?? `The system says ${reason}.`, cause);
}

const hints: Readonly<Record<string, string>> = {
  ENOENT: 'Its folder does not exist.',
  ENOTDIR: 'Its folder is a file.',
  EISDIR: 'It is a folder.',
  EACCES: 'Check the permissions of its folder.',
  EROFS: 'The disk is read-only.',
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The disk quota is used up.',
  EFBIG: 'The system allows no file as large as that.',
};
