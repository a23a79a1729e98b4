import type { Expression, Node, PrivateName, V8IntrinsicIdentifier } from '@babel/types';
import { parseScript } from './parseScript.ts';

/** A test, or a suite of tests, in the text of a test file. */
export interface FoundTest {
  /** The titles of the suites around it, from the outermost, then its own. */
  readonly path: readonly TestTitle[];
  readonly kind: TestKind;
}

export type TestKind = 'suite' | 'test';

/** What is known of a title before the file runs: these texts in this order, with anything between two of them. */
export type TestTitle = readonly [string, ...string[]];

/** A test file as far as it concerns one line of it. */
export interface TestsAtLine {
  /** The innermost test around the line, else the innermost suite. */
  readonly found: FoundTest | undefined;
  /** The modules that the file imports or requires. */
  readonly imports: readonly string[];
}

/** Finds the test around a 1-based line. Subtests (`t.test`) are part of their test: no runner starts one alone. */
export function findTest(source: string, language: 'js' | 'ts', line: number): TestsAtLine {
  const imports = new Set<string>();
  let found: FoundTest | undefined;
  const open: Visit[] = [];
  try {
    open.push({ node: parseScript(source, language), around: undefined });
  } catch {
    // Not even the parts that are right can be told apart.
  }
  // Not recursive: a long chain of `+` nests as deep as it is long.
  for (let visit = open.pop(); visit !== undefined; visit = open.pop()) {
    const { node } = visit;
    const imported = importedModule(node);
    if (imported !== undefined) imports.add(imported);
    let { around } = visit;
    const call = around?.kind === 'test' || !holdsLine(node, line) ? undefined : testCall(node);
    if (call !== undefined) {
      around = { path: [...(around?.path ?? []), call.title], kind: call.kind };
      if (around.path.length > (found?.path.length ?? 0)) found = around;
    }
    for (const child of childrenOf(node)) open.push({ node: child, around });
  }
  return { found, imports: [...imports] };
}

interface Visit {
  readonly node: Node;
  readonly around: FoundTest | undefined;
}

const kinds: ReadonlyMap<string, TestKind> = new Map([
  ...['describe', 'context', 'suite', 'fdescribe', 'xdescribe', 'xcontext'].map((name) => [name, 'suite'] as const),
  ...['it', 'test', 'specify', 'fit', 'xit', 'xtest', 'xspecify'].map((name) => [name, 'test'] as const),
]);

const modifiers: ReadonlySet<string> = new Set([
  ...['only', 'skip', 'todo', 'concurrent', 'sequential', 'shuffle', 'failing', 'fails'],
  ...['each', 'for', 'skipIf', 'runIf'],
]);

/** Modifiers that are called themselves, before what they give is called with a title: `it.each(rows)('adds %i', …)`. */
const calledModifiers: ReadonlySet<string> = new Set(['each', 'for', 'skipIf', 'runIf']);

interface TestCall {
  readonly kind: TestKind;
  readonly title: TestTitle;
}

function testCall(node: Node): TestCall | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const [first, ...others] = node.arguments;
  // Without a function it is a plan for a test.
  if (first === undefined || (others.length === 0 && !isFunction(first))) return undefined;
  const calleeName = propertyOf(node.callee);
  if (calleeName !== undefined && calledModifiers.has(calleeName)) return undefined;
  const callee = readCallee(node.callee);
  if (callee === undefined) return undefined;
  const title = titleOf(first);
  return { kind: callee.kind, title: callee.hasRows ? withoutPlaceholders(title) : title };
}

/** `describe`, `it.only`, `test.each(rows)`, `test.describe`. */
function readCallee(callee: Callee): { readonly kind: TestKind; readonly hasRows: boolean } | undefined {
  let hasRows = false;
  for (let node: Callee = callee; ;) {
    switch (node.type) {
      case 'Identifier': {
        const kind = kinds.get(node.name);
        return kind && { kind, hasRows };
      }
      case 'MemberExpression': {
        const name = propertyOf(node) ?? '';
        const kind = kinds.get(name);
        // `t.test` is a subtest, and `/x/.test` is no test at all.
        if (kind !== undefined && name !== 'test' && node.object.type === 'Identifier') return { kind, hasRows };
        if (!modifiers.has(name)) return undefined;
        hasRows ||= name === 'each' || name === 'for';
        node = node.object;
        break;
      }
      case 'CallExpression':
        node = node.callee;
        if (!calledModifiers.has(propertyOf(node) ?? '')) return undefined;
        break;
      case 'TaggedTemplateExpression':
        node = node.tag;
        break;
      default:
        return undefined;
    }
  }
}

type Callee = Expression | V8IntrinsicIdentifier;

function propertyOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const property: Expression | PrivateName = node.property;
  return property.type === 'Identifier' && !node.computed ? property.name : undefined;
}

const unknownTitle: TestTitle = ['', ''];

function titleOf(node: Node): TestTitle {
  switch (node.type) {
    case 'StringLiteral':
      return [node.value];
    case 'TemplateLiteral': {
      const [first = '', ...rest] = node.quasis.map(({ value }) => value.cooked ?? value.raw);
      return [first, ...rest];
    }
    case 'BinaryExpression':
      return node.operator === '+' ? joined(titleOf(node.left), titleOf(node.right)) : unknownTitle;
    default:
      return unknownTitle;
  }
}

function joined([first, ...rest]: TestTitle, [next, ...others]: TestTitle): TestTitle {
  const last = rest.pop();
  return last === undefined ? [first + next, ...others] : [first, ...rest, last + next, ...others];
}

/** Each row fills `%s`, `$name` and their like in; `%%` is one `%`, for which anything may stand as well. */
function withoutPlaceholders(title: TestTitle): TestTitle {
  const [first = '', ...rest] = title.flatMap((text) => text.split(/%[a-zA-Z#$%]|\$[\w#.]+/));
  return [first, ...rest];
}

function importedModule(node: Node): string | undefined {
  if (node.type === 'ImportDeclaration') return node.importKind === 'type' ? undefined : node.source.value;
  if (node.type !== 'CallExpression') return undefined;
  const [first] = node.arguments;
  const isImport =
    node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.name === 'require');
  return isImport && first?.type === 'StringLiteral' ? first.value : undefined;
}

function isFunction(node: Node): boolean {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}

function holdsLine({ loc }: Node, line: number): boolean {
  return loc ? loc.start.line <= line && line <= loc.end.line : false;
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
}
