import { at } from '../../model/at.ts';
import type { ProfileBuilder } from '../../model/builder.ts';
import type { Category } from '../../model/category.ts';
import { categoryOf } from '../../model/location.ts';
import type { Tier } from '../../model/tier.ts';
import { unescapeField } from './logLines.ts';
import type { LogCode, LogFunction } from './logCode.ts';
import type { LogScript } from './logScript.ts';

/** What a program counter stands in. */
export interface Frame {
  readonly code: LogCode;
  /** In the code. */
  readonly offset: number;
}

/** The leaf of a sample. */
export interface Leaf {
  readonly node: number;
  readonly line: number;
  readonly column: number;
  readonly tier: Tier | undefined;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

const unknown: Position = { line: 0, column: 0 };

/** Puts stacks of code into a builder as stacks of functions, each with the position that it was at. */
export class LogStacks {
  private readonly builder: ProfileBuilder;
  private readonly ids = new Map<LogFunction, number>();
  private readonly seen = new Set<LogScript>();

  constructor(builder: ProfileBuilder) {
    this.builder = builder;
  }

  /** @param frames the leaf first. `isExactLeaf`: whether the leaf's offset is where it was, not where it last called. */
  add(frames: readonly Frame[], isExactLeaf: boolean): Leaf {
    let node = -1;
    let position = unknown;
    for (let index = frames.length - 1; index >= 0; index--) {
      for (const { fn, at: here } of this.chain(at(frames, index))) {
        node = this.builder.node(node, this.functionId(fn), 0, position.line, position.column);
        position = here;
      }
    }
    const leaf = isExactLeaf ? position : unknown;
    return { node, ...leaf, tier: frames[0]?.code.tier };
  }

  /** What stands for a sample that no function ran in. */
  addState(name: string, category: Category): Leaf {
    const fn = this.builder.function({ name, file: '', line: 0, column: 0, category });
    return { node: this.builder.node(-1, fn), ...unknown, tier: undefined };
  }

  /** A place in the text of a function. */
  place(fn: LogFunction, offset: number): { readonly function: number } & Position {
    return { function: this.functionId(fn), ...positionIn(fn, offset) };
  }

  /** The function whose code it is, then what was inlined there, outermost first, each with where it was. */
  private chain({ code, offset }: Frame): { fn: LogFunction; at: Position }[] {
    if (code.fn === undefined) return [];
    const found = code.table?.find(offset);
    if (found === undefined) return [{ fn: code.fn, at: unknown }];
    const chain: { fn: LogFunction; at: Position }[] = [];
    let { offset: source, inlining: id } = found;
    for (let inlining = code.table?.inlining(id); inlining !== undefined; inlining = code.table?.inlining(id)) {
      const fn = code.inlined[inlining.fn];
      if (fn !== undefined) chain.push({ fn, at: positionIn(fn, source) });
      ({ offset: source, parent: id } = inlining);
    }
    chain.push({ fn: code.fn, at: positionIn(code.fn, source) });
    return chain.reverse();
  }

  private functionId(fn: LogFunction): number {
    let id = this.ids.get(fn);
    if (id === undefined) {
      id = this.addFunction(fn);
      this.ids.set(fn, id);
    }
    return id;
  }

  private addFunction({ label, script }: LogFunction): number {
    const [, place = '', line = '0', column = '0'] = /^(.*?)(?::(\d+):(\d+))?$/s.exec(unescapeField(label)) ?? [];
    const url = script?.url ?? place.slice(place.lastIndexOf(' ') + 1);
    const name = place.endsWith(url) ? place.slice(0, place.length - url.length).trim() : place.trim();
    const file = script?.file ?? url;
    if (script?.isOfProgram === true && !this.seen.has(script)) {
      this.seen.add(script);
      if (file !== '') this.builder.script({ file, source: script.text });
    }
    return this.builder.function({
      name: name === '' ? '(anonymous)' : name,
      file,
      line: Number(line),
      column: Number(column),
      category: file === '' ? 'own' : categoryOf(file),
    });
  }
}

function positionIn({ script }: LogFunction, offset: number): Position {
  return script?.position(offset) ?? unknown;
}
