/** Has `action` run before each call of a method, which looks and works as before otherwise. */
export function callBefore<Name extends string, Owner extends Record<Name, (...args: never[]) => unknown>>(
  owner: Owner,
  name: Name,
  action: (self: Owner, args: Parameters<Owner[Name]>) => void,
): void {
  owner[name] = new Proxy(owner[name], {
    apply: (method, self: Owner, args: Parameters<Owner[Name]>) => {
      action(self, args);
      return Reflect.apply(method, self, args) as unknown;
    },
  });
}
