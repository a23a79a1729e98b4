import { realpathSync } from 'node:fs';
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';

/** A program that is compiled first takes so long to start. */
const longestMs = 30_000;

/**
 * Waits until V8 has the script of a file. To import one before the program does would keep loaders from it that are not there yet, such
 * as tsx, and Node remembers that it failed.
 */
export async function scriptLoaded(file: string): Promise<void> {
  // It stays connected: see `mainInterrupter`.
  const session = new Session();
  session.connect();
  const wanted = [file, realpathSync(file)];
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longestMs);
    session.on('Debugger.scriptParsed', ({ params: { url } }) => {
      if (wanted.includes(pathOfScript(url))) resolve();
    });
    // Nobody would let a program go on that stops at a `debugger` statement.
    session.post('Debugger.setSkipAllPauses', { skip: true });
    session.post('Debugger.enable');
  });
  clearTimeout(timer);
  session.removeAllListeners('Debugger.scriptParsed');
  session.post('Debugger.disable');
}

/** Loaders put more behind a file's URL. */
function pathOfScript(url: string): string {
  const [bare = ''] = url.split(/[?#]/);
  try {
    return bare.startsWith('file:') ? fileURLToPath(bare) : bare;
  } catch {
    return bare;
  }
}
