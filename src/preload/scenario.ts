/** The work of a round, which is done again whenever the recorder says so. */
export type Scenario = () => Promise<void>;

/** Test runners load parts of Heatline as modules of their own: here they find each other. */
const key = Symbol.for('heatline.scenario');

interface Holder {
  [key]?: { readonly run: Scenario };
}

const holder = globalThis as Holder;

/** Says what a round is in this process, where that is not a call of an exported function. */
export function offerScenario(run: Scenario): void {
  holder[key] = { run };
}

/** Hears of a scenario that is offered later. */
export function onScenario(listener: () => void): void {
  let offered: Holder[typeof key];
  Object.defineProperty(holder, key, {
    get: () => offered,
    set: (next: typeof offered) => {
      const isFirst = offered === undefined;
      offered = next;
      if (isFirst) listener();
    },
  });
}

export function offeredScenario(): Scenario | undefined {
  return holder[key]?.run;
}
