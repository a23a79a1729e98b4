import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

/** Creates the file and copies what is appended to it, as it comes, until stopped. */
export function followFile(path, output) {
  const file = openSync(path, 'a+');
  let position = 0;
  const copy = () => {
    for (;;) {
      const buffer = Buffer.alloc(65_536);
      const size = readSync(file, buffer, 0, buffer.length, position);
      if (size === 0) return;
      output.write(buffer.subarray(0, size));
      position += size;
    }
  };
  const timer = setInterval(copy, 100);
  return {
    stop() {
      clearInterval(timer);
      copy();
      closeSync(file);
    },
  };
}
