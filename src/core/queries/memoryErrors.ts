import { at } from '../model/at.ts';
import { categoryName, type Category } from '../model/category.ts';
import type { MemoryError, MemoryErrorKind, MemoryRole } from '../model/memoryError.ts';
import type { Profile } from '../model/profile.ts';

/** One frame of an error's stack. */
export interface ErrorFrame {
  readonly name: string;
  readonly file: string;
  /** 1-based; 0 when it is not known. */
  readonly line: number;
  readonly category: Category;
}

/** What a checker found, with its stacks spelled out. */
export interface ErrorReport {
  readonly kind: MemoryErrorKind;
  readonly message: string;
  readonly bytes: number;
  readonly blocks: number;
  /** Innermost frame first; the first stack is where it happened. */
  readonly stacks: readonly { readonly role: MemoryRole; readonly frames: readonly ErrorFrame[] }[];
}

/** Undefined where nobody checked. */
export function memoryErrors(profile: Profile): readonly ErrorReport[] | undefined {
  return profile.memoryErrors?.map(({ kind, message, bytes, blocks, stacks }) => ({
    ...{ kind, message, bytes, blocks },
    stacks: stacks.map((stack) => ({ role: stack.role, frames: framesOf(profile, stack) })),
  }));
}

function framesOf({ nodes, functions }: Profile, { node, line }: MemoryError['stacks'][number]): ErrorFrame[] {
  const frames: ErrorFrame[] = [];
  let lineOf = line;
  for (let each = node; each >= 0; each = at(nodes.parent, each)) {
    const fn = at(nodes.function, each);
    const category = categoryName(at(functions.category, fn));
    frames.push({ name: at(functions.name, fn), file: at(functions.file, fn), line: lineOf, category });
    lineOf = at(nodes.callLine, each);
  }
  return frames;
}

/** The frame that a user looks for: the innermost in own code, else the innermost with a line. */
export function placeOf(frames: readonly ErrorFrame[]): ErrorFrame | undefined {
  const placed = frames.filter(({ line }) => line > 0);
  return placed.find(({ category }) => category === 'own') ?? placed[0];
}
