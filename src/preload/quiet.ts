/** Whatever goes wrong costs a part of the timeline, never the profile. */
export function quiet<Args extends readonly unknown[], Result>(action: (...args: Args) => Result) {
  return (...args: Args): Result | undefined => {
    try {
      return action(...args);
    } catch {
      return undefined;
    }
  };
}
