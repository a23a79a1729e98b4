import type { Frame, Frames } from '../core/sources/nameAddresses.ts';
import { sourcePath } from './llvmSymbolizer.ts';
import { plainName } from './plainName.ts';
import { runTool } from './runTool.ts';
import type { Symboliser } from './symboliser.ts';

/** For each address its own, then the function and `file:line` of each frame, innermost first. */
export function addr2line(command: string): Symboliser {
  return {
    command,
    lookUp: async ({ file, addresses, debuginfod }) => {
      const args = ['-a', '-i', '-f', '-C', '-e', file];
      const input = addresses.map((address) => `0x${address.toString(16)}\n`).join('');
      const answers: Frame[][] = [];
      let name: string | undefined;
      const ended = await runTool({
        command,
        args,
        input,
        debuginfod,
        onLine: (line) => {
          if (name === undefined && /^0x[0-9a-f]{8,16}$/.test(line)) answers.push([]);
          else if (name === undefined) name = line;
          else {
            answers.at(-1)?.push(frameOf(name, line));
            name = undefined;
          }
        },
      });
      return ended && answers.length === addresses.length ? answers.map(outermostFirst) : undefined;
    },
  };
}

function frameOf(name: string, position: string): Frame {
  const [, file = '', line = ''] = /^(.*):(\d+|\?)(?: \(discriminator \d+\))?$/.exec(position) ?? [];
  return {
    name: name === '??' ? '' : plainName(name),
    file: file === '??' ? '' : sourcePath(file),
    line: Number(line) || 0,
    firstLine: 0,
  };
}

/**
 * Of an inlined function that no symbol is made for, such as one of a template, binutils give the name of the function around
 * it; it stays unnamed.
 */
function outermostFirst(frames: Frame[]): Frames {
  const [first, ...inlined] = frames.reverse();
  if (first === undefined || (first.name === '' && first.line === 0)) return [];
  return [first, ...inlined.map((frame) => (frame.name === first.name ? { ...frame, name: '(inlined)' } : frame))];
}
