import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import type { Module } from '../core/model/profile.ts';
import { buildIdInNotes, isSameBuild } from './elf/buildId.ts';
import { Fields } from './elf/fields.ts';
import { KernelNames } from './kernelNames.ts';
import type { ModuleFrames } from './moduleFrames.ts';

/** Names of the running kernel's functions, if it is the one that was recorded and tells them. */
export function kernelFrames({ buildId }: Module, addresses: readonly number[]): ModuleFrames {
  if (buildId !== '' && !isSameBuild(buildId, runningBuildId()))
    return { frames: addresses.map(() => []), problem: 'otherKernel' };
  const names = readKernelNames();
  if (names === undefined) return { frames: addresses.map(() => []), problem: 'hiddenKernel' };
  const frames = addresses.map((address) => {
    const name = names.at(address);
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
