import { at } from '../../model/at.ts';

/** More than anybody types; with it a pattern takes milliseconds on all names of a large profile. */
const mostSteps = 1000;
/** What is behind this is not searched. */
const longestText = 1000;

/**
 * A regular expression in JavaScript's syntax whose search takes time in proportion to pattern times text, whatever both
 * hold: RegExp backtracks, so that `(a+)+$` can hang on a name of thirty letters. What only backtracking can do is refused:
 * backreferences and lookaround. Thompson's construction: https://swtch.com/~rsc/regexp/regexp1.html
 */
export class LinearRegExp {
  private readonly program: readonly Step[];

  /** @throws SyntaxError with a sentence for a person. */
  constructor(pattern: string, ignoreCase: boolean) {
    this.program = new Compiler(pattern, ignoreCase).compile();
  }

  /** Whether the pattern occurs in the text. */
  test(text: string): boolean {
    const end = Math.min(text.length, longestText);
    let states = new Set<number>();
    for (let index = 0; index <= end; index++) {
      this.follow(states, 0, text, index);
      if (states.has(this.program.length)) return true;
      const next = new Set<number>();
      const character = text.charAt(index);
      for (const state of states) {
        const step = at(this.program, state);
        if (step.kind === 'take' && index < end && step.takes(character)) this.follow(next, state + 1, text, index + 1);
      }
      states = next;
    }
    return states.has(this.program.length);
  }

  /** Adds a state, and all that it leads to without taking a character. */
  private follow(states: Set<number>, first: number, text: string, index: number): void {
    const open = [first];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (states.has(state)) continue;
      states.add(state);
      const step = this.program[state];
      if (step?.kind === 'fork') open.push(...step.ways.map((way) => state + way));
      if (step?.kind === 'assert' && step.holds(text, index)) open.push(state + 1);
    }
  }
}

type Step =
  | { readonly kind: 'take'; readonly takes: (character: string) => boolean }
  | { readonly kind: 'assert'; readonly holds: (text: string, index: number) => boolean }
  /** Goes on at these distances from itself. */
  | { readonly kind: 'fork'; readonly ways: readonly number[] };

const escape = /\\(?:x[\da-f]{2}|u[\da-f]{4}|c[a-z]|.)/isy;
const characterClass = /\[(?:\\.|[^\]\\])*\]/sy;
const quantifier = /(?:[*+?]|\{(\d+)(,(\d*))?\})\??/y;

class Compiler {
  private readonly pattern: string;
  private readonly flags: string;
  private place = 0;

  constructor(pattern: string, ignoreCase: boolean) {
    this.pattern = pattern;
    this.flags = ignoreCase ? 'i' : '';
  }

  compile(): readonly Step[] {
    try {
      // The engine's own parser says what is wrong, so that what follows may rely on a sound pattern.
      new RegExp(this.pattern, this.flags);
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace(/^.*: /s, '') : '';
      throw new SyntaxError(`The regular expression is not valid: ${reason}.`, { cause: error });
    }
    if (this.pattern.length > mostSteps) throw tooLarge();
    return this.alternatives();
  }

  private alternatives(): Step[] {
    const steps = this.sequence();
    if (!this.takes('|')) return steps;
    const others = this.alternatives();
    return [fork(1, steps.length + 2), ...steps, fork(others.length + 1), ...others];
  }

  private sequence(): Step[] {
    const steps: Step[] = [];
    while (this.place < this.pattern.length && !/[|)]/.test(this.pattern.charAt(this.place))) {
      steps.push(...this.repeated(this.atom()));
      if (steps.length > mostSteps) throw tooLarge();
    }
    return steps;
  }

  private repeated(steps: Step[]): Step[] {
    const match = this.match(quantifier);
    if (match === undefined) return steps;
    const [text, least, range, most] = match;
    if (text.startsWith('*')) return star(steps);
    if (text.startsWith('+')) return [...steps, ...star(steps)];
    if (text.startsWith('?')) return optional(steps);
    const from = Number(least);
    const to = range === undefined ? from : most === '' ? Infinity : Number(most);
    if (steps.length * (to === Infinity ? from + 1 : to) > mostSteps) throw tooLarge();
    const required = Array.from({ length: from }, () => steps).flat();
    if (to === Infinity) return [...required, ...star(steps)];
    return [...required, ...Array.from({ length: to - from }, () => optional(steps)).flat()];
  }

  private atom(): Step[] {
    if (this.takes('(')) return this.group();
    if (this.takes('^')) return [{ kind: 'assert', holds: (_, index) => index === 0 }];
    if (this.takes('$')) return [{ kind: 'assert', holds: (text, index) => index === text.length }];
    const escaped = this.match(escape)?.[0];
    if (escaped === '\\b') return [{ kind: 'assert', holds: isWordEdge }];
    if (escaped === '\\B') return [{ kind: 'assert', holds: (text, index) => !isWordEdge(text, index) }];
    if (escaped !== undefined && /^\\[1-9k]/.test(escaped)) throw unsupported('Backreferences');
    if (escaped !== undefined && /^\\p/i.test(escaped)) throw unsupported('Unicode properties');
    return [this.character(escaped ?? this.match(characterClass)?.[0] ?? this.next())];
  }

  private group(): Step[] {
    if (/^\?<?[=!]/.test(this.pattern.slice(this.place, this.place + 3))) throw unsupported('Lookahead and lookbehind');
    this.match(/\?(?::|<\w+>)/y);
    const steps = this.alternatives();
    this.takes(')');
    return steps;
  }

  /** A step for what matches one character. */
  private character(pattern: string): Step {
    // `]` and `{` may stand for themselves in a pattern, but not everywhere.
    const single = new RegExp(`^${/^[\]{}]$/.test(pattern) ? '\\' : ''}${pattern}$`, this.flags);
    return { kind: 'take', takes: (character) => single.test(character) };
  }

  private next(): string {
    return this.pattern.charAt(this.place++);
  }

  private takes(character: string): boolean {
    const found = this.pattern.charAt(this.place) === character;
    if (found) this.place++;
    return found;
  }

  /** @param sticky a pattern with the flag `y`. */
  private match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.place;
    const match = sticky.exec(this.pattern) ?? undefined;
    this.place += match?.[0].length ?? 0;
    return match;
  }
}

function fork(...ways: readonly number[]): Step {
  return { kind: 'fork', ways };
}

function star(steps: readonly Step[]): Step[] {
  return [fork(1, steps.length + 2), ...steps, fork(-(steps.length + 1))];
}

function optional(steps: readonly Step[]): Step[] {
  return [fork(1, steps.length + 1), ...steps];
}

function isWordEdge(text: string, index: number): boolean {
  return /\w/.test(text.charAt(index - 1)) !== /\w/.test(text.charAt(index));
}

function tooLarge(): SyntaxError {
  return new SyntaxError('The regular expression is too long: fewer repetitions will do.');
}

function unsupported(what: string): SyntaxError {
  return new SyntaxError(`${what} cannot be used in a filter's regular expression.`);
}
