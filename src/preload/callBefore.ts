/**
 * Has `action` run before each call of a method, which looks and works as before otherwise. What it calls is the program's:
 * core's `mergeProfiles` knows `apply` by its name.
 */
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
