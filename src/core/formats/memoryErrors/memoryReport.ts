import type { ProfileBuilder } from '../../model/builder.ts';
import type { MemoryError, MemoryErrorKind, MemoryRole } from '../../model/memoryError.ts';
import { addStack, type StackFrame } from '../nativeMemory/addStack.ts';
import { isAllocator } from '../nativeMemory/allocators.ts';

/** A stack as a report prints it, innermost frame first. */
export interface ReportedStack {
  readonly role: MemoryRole;
  readonly frames: readonly StackFrame[];
}

export interface ReportedError extends Omit<MemoryError, 'stacks'> {
  readonly stacks: readonly ReportedStack[];
  /** Bytes that no other error of the report counts too. */
  readonly weight: number;
}

/** Puts what a checker reports into a profile: its stacks into the call tree, and what is lost onto the line that allocated it. */
export function addMemoryErrors(builder: ProfileBuilder, errors: readonly ReportedError[]): void {
  builder.checkedMemory(
    errors.map(({ stacks, weight, ...error }) => {
      const placed = stacks.flatMap(({ role, frames }) => {
        const leaf = addStack(builder, withoutAllocator(frames));
        return leaf === undefined ? [] : [{ role, ...leaf }];
      });
      const [where] = placed;
      if (where !== undefined && weight > 0) {
        // Counted, not sampled.
        builder.weigh(where.node, weight, 0);
        builder.line(where.node, where.line, weight);
      }
      return { ...error, stacks: placed };
    }),
  );
}

/** The frames from whoever called what the checker put in the place of malloc, free and the like. */
function withoutAllocator(frames: readonly StackFrame[]): readonly StackFrame[] {
  const own = frames.findIndex(({ name, code }) => code !== undefined || !isAllocator(name));
  return own < 0 ? frames : frames.slice(own);
}

const leaks: readonly MemoryErrorKind[] = ['leak', 'possible-leak', 'reachable'];

export function isLeak(kind: MemoryErrorKind): boolean {
  return leaks.includes(kind);
}
