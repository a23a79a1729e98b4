import fs from 'node:fs';

// Taken before the recorded program can replace them.
const { closeSync, openSync, renameSync, rmSync, writeFileSync } = fs;

/** A file that is written piece by piece, and is there whole or not at all. */
export interface SnapshotFile {
  write(piece: string): void;
  /** Nothing may be written any more. @throws what went wrong with any piece. */
  finish(): void;
  discard(): void;
}

/** @throws when it cannot be written there. */
export function createSnapshotFile(path: string): SnapshotFile {
  const partial = `${path}.tmp`;
  const fd = openSync(partial, 'w');
  // V8 goes on with the snapshot whatever becomes of it.
  let failure: unknown;
  const discard = () => {
    closeSync(fd);
    rmSync(partial, { force: true });
  };
  return {
    write: (piece) => {
      if (failure !== undefined) return;
      try {
        writeFileSync(fd, piece);
      } catch (error) {
        failure = error;
      }
    },
    finish: () => {
      if (failure !== undefined) {
        discard();
        throw failure as Error;
      }
      closeSync(fd);
      renameSync(partial, path);
    },
    discard,
  };
}
