import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { Fields } from '../core/formats/elf/fields.ts';
import type { Module } from '../core/model/profile.ts';
import { buildIdInNotes, isSameBuild } from './elf/buildId.ts';
import { KernelNames } from './kernelNames.ts';
import type { ModuleFrames } from './moduleFrames.ts';
import type { Problem } from './problem.ts';

/** The kernel that runs now. */
export interface RunningKernel {
  /** Empty where it does not tell. */
  readonly buildId: string;
  /** Of its functions; undefined where it hides them. */
  readonly names: KernelNames | undefined;
}

/**
 * Names of the running kernel's functions, if it is the one that was recorded and tells them. Another boot of the same build
 * may have it elsewhere in memory (KASLR), by as much as the recording's anchor.
 */
export function kernelFrames(
  { buildId, anchor }: Module,
  addresses: readonly number[],
  running: RunningKernel = { buildId: runningBuildId(), names: readKernelNames() },
): ModuleFrames {
  const unknown = (problem: Problem): ModuleFrames => ({ frames: addresses.map(() => []), problem });
  if (buildId !== '' && !isSameBuild(buildId, running.buildId)) return unknown('otherKernel');
  const { names } = running;
  if (names === undefined) return unknown('hiddenKernel');
  const here = anchor && names.addressOf(anchor.symbol);
  if (anchor !== undefined && here === undefined) return unknown('otherKernel');
  const shift = anchor === undefined || here === undefined ? 0 : here - anchor.address;
  // Without a build id only the place tells, which is another one after each boot.
  if (buildId === '' && shift !== 0) return unknown('otherKernel');
  const frames = addresses.map((address) => {
    const name = names.at(address + shift);
    return name === undefined ? [] : [{ name, file: '', line: 0, firstLine: 0 }];
  });
  return { frames };
}

function readKernelNames(): KernelNames | undefined {
  try {
    return KernelNames.parse(readFileSync('/proc/kallsyms', 'latin1'));
  } catch {
    return undefined;
  }
}

function runningBuildId(): string {
  try {
    const notes = readFileSync('/sys/kernel/notes');
    return buildIdInNotes(new Fields(notes, { is64: true, isLittleEndian: endianness() === 'LE' }));
  } catch {
    return '';
  }
}
