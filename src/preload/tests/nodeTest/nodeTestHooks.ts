/** https://nodejs.org/api/module.html#resolvespecifier-context-nextresolve, of whose two kinds one answers at once. */
interface Hooks {
  readonly resolve: <Resolved>(
    specifier: string,
    context: { readonly conditions: readonly string[] },
    next: (specifier: string, context: object) => Resolved,
  ) => Resolved | { readonly url: string; readonly shortCircuit: true };
}

/** Has imports of `node:test` lead to this module. What is required, `replaceNodeTest` answers. */
export function nodeTestHooks(url: string): Hooks {
  return {
    resolve: (specifier, context, next) =>
      specifier === 'node:test' && !context.conditions.includes('require')
        ? { url, shortCircuit: true }
        : next(specifier, context),
  };
}
