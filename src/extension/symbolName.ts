import * as vscode from 'vscode';

/** A hover must not wait for a language server that is still loading a project. */
const patience = 300;

const functionKinds: ReadonlySet<vscode.SymbolKind> = new Set([
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
]);

/**
 * The function around a position as the editor's outline calls it, with its class: `Simulation.step`. `undefined` when
 * there is none, or the outline does not answer in time.
 */
export async function symbolName(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<string | undefined> {
  const answer = vscode.commands.executeCommand<
    readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >('vscode.executeDocumentSymbolProvider', document.uri);
  const symbols = await Promise.race([
    answer,
    new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined)),
  ]);
  let names: string[] = [];
  let found: string | undefined;
  let level = symbols ?? [];
  for (;;) {
    const inside = level.find((symbol) => 'children' in symbol && symbol.range.contains(position));
    if (inside === undefined || !('children' in inside)) return found;
    // Of functions in functions, only the innermost and its class are named.
    names = inside.kind === vscode.SymbolKind.Class ? [...names, inside.name] : names;
    if (functionKinds.has(inside.kind)) {
      found = [...names, inside.name].join('.');
      names = [];
    }
    level = inside.children;
  }
}
