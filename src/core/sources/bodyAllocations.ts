import type { Node } from '@babel/types';
import { calleePosition, isCall, isClass, isFunction, isNode, startOf } from './findFunctions.ts';
import { lastName } from './lastName.ts';
import { madeBy, summands } from './madeBy.ts';

/** What a function makes when it runs, as far as its text tells; not what functions in it make. */
export interface BodyAllocations {
  readonly makes: readonly Made[];
  readonly calls: readonly BodyCall[];
}

interface Made {
  readonly line: number;
  /** For a person: see `madeBy`. */
  readonly what: string;
  readonly inLoop: boolean;
}

/** A call of a function by its name, or of the function literal that it passes. */
export interface BodyCall {
  readonly callee: string | Node;
  readonly inLoop: boolean;
}

interface Visit {
  readonly node: Node;
  readonly inLoop: boolean;
}

/** @param root a function, a class (for what its instances begin with), or a script. */
export function bodyAllocations(root: Node): BodyAllocations {
  const makes = new Map<string, Made>();
  const calls: BodyCall[] = [];
  const make = (node: Node, what: string, inLoop: boolean): void => {
    const { line } = isCall(node) ? calleePosition(node.callee) : startOf(node);
    makes.set(`${line} ${inLoop} ${what}`, { line, what, inLoop });
  };
  const result = resultOf(root);
  if (result !== undefined) make(root, result, false);
  const stack = bodyOf(root)
    .map((node): Visit => ({ node, inLoop: false }))
    .reverse();
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const { node, inLoop } = visit;
    // An error is thrown once, and types do not run.
    if (node.type === 'ThrowStatement' || isType(node)) continue;
    const what = madeBy(node);
    if (what !== undefined) make(node, what, inLoop);
    if (isFunction(node) || isClass(node)) continue;
    calls.push(...callsOf(node, inLoop, what));
    for (const part of partsOf(node).reverse()) stack.push({ node: part.node, inLoop: inLoop || part.inLoop });
  }
  return { makes: [...makes.values()].sort((a, b) => a.line - b.line), calls };
}

/** What a call of a function makes by itself. */
function resultOf(root: Node): string | undefined {
  if (!('async' in root) || !('generator' in root)) return undefined;
  if (root.generator) return 'generator';
  return root.async ? 'Promise' : undefined;
}

function bodyOf(root: Node): Node[] {
  if (root.type === 'Program') return root.body;
  if (isClass(root)) {
    return root.body.body.flatMap((member) => {
      const isField = member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty';
      return isField && !member.static && member.value ? [member.value] : [];
    });
  }
  return partsOf(root).map(({ node }) => node);
}

function callsOf(node: Node, inLoop: boolean, makes: string | undefined): BodyCall[] {
  if (!isCall(node)) return [];
  // Who is given a function mostly calls it for each of many.
  const literals = node.arguments.filter(isFunction).map((callee) => ({ callee, inLoop: true }));
  const isBuiltIn = makes !== undefined && node.type !== 'NewExpression';
  return isBuiltIn ? literals : [{ callee: lastName(node.callee), inLoop }, ...literals];
}

/** The nodes of a node, and whether they run again and again. */
function partsOf(node: Node): Visit[] {
  const once = (nodes: readonly Node[]): Visit[] => nodes.map((part) => ({ node: part, inLoop: false }));
  // As a whole a sum makes one string, and what a tag is given makes none.
  if (node.type === 'BinaryExpression' && node.operator === '+') return once(summands(node));
  if (node.type === 'TaggedTemplateExpression') return once([node.tag, ...node.quasi.expressions]);
  const repeated = repeatedParts[node.type] ?? [];
  const parts: Visit[] = [];
  for (const key in node) {
    const value = node[key as keyof Node] as unknown;
    if (typeof value !== 'object' || value === null || key === 'loc') continue;
    const inLoop = repeated.includes(key);
    for (const part of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(part))
        parts.push({ node: isLiteral(node) && part.type === 'SpreadElement' ? part.argument : part, inLoop });
  }
  return parts;
}

/** What is spread in it is a part of it. */
function isLiteral({ type }: Node): boolean {
  return type === 'ObjectExpression' || type === 'ArrayExpression';
}

const repeatedParts: Partial<Record<Node['type'], readonly string[]>> = {
  ForStatement: ['test', 'update', 'body'],
  ForInStatement: ['left', 'body'],
  ForOfStatement: ['left', 'body'],
  WhileStatement: ['test', 'body'],
  DoWhileStatement: ['test', 'body'],
};

/** TypeScript that is gone when the program runs. */
function isType({ type }: Node): boolean {
  return type.startsWith('TS') && !runningTypes.has(type);
}

const runningTypes: ReadonlySet<string> = new Set<Node['type']>([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSParameterProperty',
  'TSExportAssignment',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
]);
