import type { ProfileBuilder } from '../../model/builder.ts';
import type { Category } from '../../model/category.ts';
import type { Module } from '../../model/profile.ts';
import type { CodeModule } from './addressMap.ts';
import type { Frame } from './frame.ts';

export const kernelModule = '[kernel.kallsyms]';
export const unknownModule = '[unknown]';

/** The modules of a recording, and a frame for each of their instructions that was seen. */
export class CodeModules {
  private readonly builder: ProfileBuilder;
  private readonly buildIds: ReadonlyMap<string, string>;
  private readonly modules = new Map<string, CodeModule>();

  constructor(builder: ProfileBuilder, buildIds: ReadonlyMap<string, string>) {
    this.builder = builder;
    this.buildIds = buildIds;
  }

  module(
    file: string,
    isKernel: boolean,
    buildId = this.buildIds.get(file) ?? '',
    anchor?: Module['anchor'],
  ): CodeModule {
    const key = `${file}\0${buildId}\0${isKernel ? 'kernel' : ''}`;
    let module = this.modules.get(key);
    if (module === undefined) {
      const index = this.builder.module({ file, buildId, ...(anchor && { anchor }) });
      module = { index, file, isKernel, isFile: isFile(file), frames: new Map() };
      this.modules.set(key, module);
    }
    return module;
  }

  frame(module: CodeModule, offset: number): Frame {
    let frame = module.frames.get(offset);
    if (frame === undefined) {
      const fn = this.builder.address(module.index, offset, module.isKernel ? 'kernel' : moduleCategory(module.file));
      frame = { fn, line: 0, column: 0, isInlined: false };
      module.frames.set(offset, frame);
    }
    return frame;
  }
}

function isFile(module: string): boolean {
  return module.startsWith('/') && !/^\/(\/anon|memfd:|dev\/(zero|shm\/)|SYSV)/.test(module);
}

/** The binaries of Node and of Python, its library, and the modules that come with it. */
const runtime = /(^|\/)(node(js)?|python\d[\d.]*\w*|libpython\d[\d.]*\w*\.so[\d.]*|lib-dynload\/[^/]+)$/;

/** Of machine code in a process; whose the rest is shows once it has source files. */
export function moduleCategory(file: string): Category {
  return runtime.test(file) ? 'runtime' : 'native';
}
