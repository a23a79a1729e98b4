import type { Node } from '@babel/types';

/** The last part of the name of what is called, assigned or read: `c` of `a.b.c`; empty where it has none. */
export function lastName(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'StringLiteral':
      return node.value;
    case 'PrivateName':
      return `#${node.id.name}`;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return node.computed && node.property.type !== 'StringLiteral' ? '' : lastName(node.property);
    case 'Super':
      return 'super';
    case 'ParenthesizedExpression':
    case 'TSNonNullExpression':
      return lastName(node.expression);
    default:
      return '';
  }
}
