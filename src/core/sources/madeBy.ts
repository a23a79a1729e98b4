import type { Node, ObjectExpression } from '@babel/types';
import { allocatingCall } from './allocatingCalls.ts';
import { isClass, isFunction } from './findFunctions.ts';
import { lastName } from './lastName.ts';

/** More names of properties than this tell no more. */
const shownProperties = 3;

/** What an expression or declaration makes when it runs, for a person: `Session`, `{ id, tags }`, `map()`; undefined for nothing. */
export function madeBy(node: Node): string | undefined {
  if (isFunction(node)) return 'closure';
  if (isClass(node)) return 'class';
  switch (node.type) {
    case 'NewExpression':
      return lastName(node.callee) || 'object';
    case 'ObjectExpression':
      return shapeOf(node);
    case 'ArrayExpression':
      return node.elements.length === 0 ? '[]' : '[…]';
    case 'JSXElement':
      return node.openingElement.name.type === 'JSXIdentifier' ? `<${node.openingElement.name.name}>` : '<…>';
    case 'JSXFragment':
      return '<>';
    case 'RegExpLiteral':
      return 'RegExp';
    case 'RestElement':
    case 'SpreadElement':
      return `...${lastName(node.argument)}`;
    case 'TemplateLiteral':
      return node.expressions.length > 0 ? 'string' : undefined;
    case 'BinaryExpression':
      return isConcatenation(node) ? 'string' : undefined;
    case 'AssignmentExpression':
      return node.operator === '+=' && summands(node.right).some(isText) ? 'string' : undefined;
    case 'CallExpression':
    case 'OptionalCallExpression':
      return allocatingCall(node);
    default:
      return undefined;
  }
}

/** Of `a + b + c`, all three; of anything else, itself. */
export function summands(node: Node): Node[] {
  const found: Node[] = [];
  const stack = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.type === 'BinaryExpression' && next.operator === '+') stack.push(next.right, next.left);
    else found.push(next);
  }
  return found;
}

/** V8 puts literals together when it compiles them. */
function isConcatenation(node: Node): boolean {
  const parts = summands(node);
  return parts.length > 1 && parts.some(isText) && parts.some((part) => part.type !== 'StringLiteral');
}

function isText({ type }: Node): boolean {
  return type === 'StringLiteral' || type === 'TemplateLiteral';
}

function shapeOf({ properties }: ObjectExpression): string {
  const names = properties.slice(0, shownProperties).map((property) => {
    if (property.type === 'SpreadElement') return `...${lastName(property.argument)}`;
    return property.computed ? '[…]' : lastName(property.key) || '…';
  });
  if (names.length === 0) return '{}';
  return `{ ${[...names, ...(properties.length > shownProperties ? ['…'] : [])].join(', ')} }`;
}
