import type { Node, Program } from '@babel/types';
import { at } from '../model/at.ts';
import { lastName } from './lastName.ts';
import { parseScript } from './parseScript.ts';

/** A function, class or script in the text of a script. Lines and columns are 1-based; the end is inclusive. */
export interface FunctionSpan {
  /** As V8 would name it; empty when it has no name. */
  readonly name: string;
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Index of the enclosing span; -1 for the script itself, which is the first. */
  readonly parent: number;
  /** Lines that hold code of this function and not of one nested in it, ascending. */
  readonly codeLines: readonly number[];
  readonly callSites: readonly CallSite[];
  /** The call that this function literal is an argument or the callee of, as `xs.map(() => …)`. */
  readonly passedAt: Position | undefined;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A place from which `name` may be called. */
export interface CallSite extends Position {
  /** Last part of the callee: `c` in `a.b.c()`. */
  readonly name: string;
  /** `argument`: passed to a call that may call it; `member`: read or written, which may run an accessor. */
  readonly kind: 'call' | 'argument' | 'member';
}

export interface ScriptFunctions {
  /** The script first, and every span behind its parent. */
  readonly spans: readonly FunctionSpan[];
  readonly isParsed: boolean;
  /** Relative specifiers that the script imports or requires. */
  readonly imports: readonly string[];
}

/**
 * All functions of a script: JavaScript as it runs, or TypeScript and JSX as it is written. Text with syntax errors gives
 * what could be parsed, hopeless text nothing but the script's own span.
 */
export function findFunctions(source: string, language: 'js' | 'ts'): ScriptFunctions {
  const finder = new FunctionFinder(source);
  try {
    finder.walk(parseScript(source, language));
    return { ...finder.finish(), isParsed: true };
  } catch {
    // The span of the whole script is all that is known of it.
    return { ...finder.finish(), isParsed: false };
  }
}

/** The innermost function around a line, or the script itself: an index into `spans`. */
export function enclosingFunction({ spans }: ScriptFunctions, line: number): number {
  let best = 0;
  for (const [index, span] of spans.entries()) {
    // A span comes behind its parent, so the last one that fits is the innermost.
    if (span.startLine <= line && line <= span.endLine) best = index;
  }
  return best;
}

interface Draft {
  name: string;
  start: Position;
  end: Position;
  parent: number;
  passedAt: Position | undefined;
  codeLines: Set<number>;
  callSites: CallSite[];
}

interface Visit {
  readonly node: Node;
  readonly span: number;
  /** What an assignment or property around the node would name a function. */
  readonly name: string;
  readonly passedAt: Position | undefined;
}

class FunctionFinder {
  private readonly drafts: Draft[] = [];
  private readonly imports = new Set<string>();
  private readonly stack: Visit[] = [];

  constructor(source: string) {
    const lines = source.split('\n');
    this.open('', { line: 1, column: 1 }, { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }, -1);
  }

  walk({ directives, body }: Program): void {
    const statements = [...directives, ...body];
    const [script] = this.drafts;
    // Above a script's first statement there is nothing but comments.
    if (script !== undefined && statements[0] !== undefined) {
      script.start = startOf(statements[0]);
      script.codeLines.clear();
    }
    for (const node of statements) this.visit(node, 0, '', undefined);
    for (let visit = this.stack.pop(); visit !== undefined; visit = this.stack.pop()) this.enter(visit);
  }

  finish(): Omit<ScriptFunctions, 'isParsed'> {
    const spans = this.drafts.map(({ name, start, end, parent, codeLines, callSites, passedAt }) => ({
      name,
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
      parent,
      codeLines: [...codeLines].sort((a, b) => a - b),
      callSites,
      passedAt,
    }));
    return { spans, imports: [...this.imports] };
  }

  private open(name: string, start: Position, end: Position, parent: number, passedAt?: Position): number {
    const codeLines = new Set([start.line, end.line]);
    return this.drafts.push({ name, start, end, parent, passedAt, codeLines, callSites: [] }) - 1;
  }

  private enter(visit: Visit): void {
    const { node } = visit;
    let span = visit.span;
    if (isFunction(node) || isClass(node)) {
      const isConstructor = node.type === 'ClassMethod' && node.kind === 'constructor';
      const name = isConstructor ? at(this.drafts, span).name : nameOf(node) || visit.name;
      span = this.open(name, startOf(node), endOf(node), span, visit.passedAt);
    }
    this.findCalls(node, span);
    this.visitChildren(node, span, visit.name);
  }

  private findCalls(node: Node, span: number): void {
    const sites = at(this.drafts, span).callSites;
    if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression' || node.type === 'NewExpression') {
      const callee = node.callee;
      sites.push({ kind: 'call', name: lastName(callee), ...calleePosition(callee) });
      for (const argument of node.arguments) {
        if (argument.type === 'Identifier' || argument.type === 'MemberExpression') {
          sites.push({ kind: 'argument', name: lastName(argument), ...calleePosition(callee) });
        }
      }
      const first = node.arguments[0];
      const isImport = callee.type === 'Import' || (callee.type === 'Identifier' && callee.name === 'require');
      if (isImport && first?.type === 'StringLiteral') this.addImport(first.value);
    } else if (node.type === 'TaggedTemplateExpression') {
      sites.push({ kind: 'call', name: lastName(node.tag), ...calleePosition(node.tag) });
    } else if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
      sites.push({ kind: 'member', name: lastName(node), ...calleePosition(node) });
    } else if ('source' in node && node.source?.type === 'StringLiteral') {
      this.addImport(node.source.value);
    }
  }

  private addImport(specifier: string): void {
    if (specifier.startsWith('.')) this.imports.add(specifier);
  }

  private visitChildren(node: Node, span: number, name: string): void {
    const position = isCall(node) ? calleePosition(node.callee) : undefined;
    const inherited = isWrapper(node) ? name : '';
    // Plain loops: this runs for each of the millions of nodes of a large script.
    for (const key in node) {
      const value = node[key as keyof Node] as unknown;
      if (typeof value !== 'object' || value === null || key === 'loc') continue;
      const given = givenName(node, key) ?? inherited;
      const passedAt = key === 'arguments' || key === 'callee' ? position : undefined;
      if (!Array.isArray(value)) this.visit(value, span, given, passedAt);
      else for (const child of value as unknown[]) this.visit(child, span, given, passedAt);
    }
  }

  private visit(node: unknown, span: number, name: string, passedAt: Position | undefined): void {
    if (!isNode(node)) return;
    at(this.drafts, span).codeLines.add(node.loc?.start.line ?? 1);
    if (!isLeaf(node)) this.stack.push({ node, span, name, passedAt });
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
}

/** Whether a node, as most are, holds no other and calls nothing. A TypeScript name can hold its type and decorators. */
function isLeaf(node: Node): boolean {
  // The parser leaves them out or sets them to null.
  if (node.type === 'Identifier') return (node.typeAnnotation ?? node.decorators ?? undefined) === undefined;
  return leafTypes.has(node.type);
}

const leafTypes: ReadonlySet<string> = new Set<Node['type']>([
  'StringLiteral',
  'NumericLiteral',
  'BooleanLiteral',
  'NullLiteral',
  'ThisExpression',
]);

export function isFunction(node: Node): boolean {
  return functionTypes.has(node.type);
}

const functionTypes: ReadonlySet<string> = new Set<Node['type']>([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
]);

export function isClass(node: Node): node is Extract<Node, { type: 'ClassDeclaration' | 'ClassExpression' }> {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

export function isCall(
  node: Node,
): node is Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' | 'NewExpression' }> {
  return node.type === 'CallExpression' || node.type === 'OptionalCallExpression' || node.type === 'NewExpression';
}

/** `const f = (() => …)`: a wrapper leaves the name to what it wraps. */
function isWrapper(node: Node): boolean {
  return node.type === 'ParenthesizedExpression' || node.type === 'TSAsExpression';
}

export function startOf(node: Node): Position {
  return { line: node.loc?.start.line ?? 1, column: (node.loc?.start.column ?? 0) + 1 };
}

function endOf(node: Node): Position {
  return { line: node.loc?.end.line ?? 1, column: node.loc?.end.column ?? 1 };
}

function nameOf(node: Node): string {
  if ('id' in node && node.id?.type === 'Identifier') return node.id.name;
  if ('key' in node && 'params' in node) {
    const key = lastName(node.key);
    if ('kind' in node && (node.kind === 'get' || node.kind === 'set')) return `${node.kind} ${key}`;
    return key;
  }
  return '';
}

/** What V8 infers as the name of a function literal from the place it stands in. */
function givenName(node: Node, key: string): string | undefined {
  if (node.type === 'VariableDeclarator' && key === 'init') return lastName(node.id);
  if (node.type === 'AssignmentExpression' && key === 'right') return lastName(node.left);
  if (node.type === 'AssignmentPattern' && key === 'right') return lastName(node.left);
  if ((node.type === 'ObjectProperty' || node.type === 'ClassProperty') && key === 'value') return lastName(node.key);
  if (node.type === 'ClassPrivateProperty' && key === 'value') return lastName(node.key);
  return undefined;
}

/** Where V8 puts a call: on the method's name, which in a chain stands on its own line. */
export function calleePosition(callee: Node): Position {
  const isMember = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression';
  return startOf(isMember ? callee.property : callee);
}
