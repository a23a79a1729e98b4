// Loaded by mocha through `--require`: a round runs the chosen tests, which stay loaded.
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { offerScenario } from '../scenario.ts';

interface Mocha {
  cleanReferencesAfterRun(clean: boolean): Mocha;
  run: (done: (failures: number) => void) => Runner;
}

interface Runner {
  readonly stats: { readonly tests: number };
  on(event: 'fail', listener: (test: object, error: Error) => void): void;
}

const load = createRequire(realpathSync(process.argv[1] ?? ''));
const { prototype } = load('mocha') as { readonly prototype: Mocha };

prototype.run = new Proxy(prototype.run, {
  apply: (run, mocha: Mocha) => {
    mocha.cleanReferencesAfterRun(false);
    offerScenario(
      () =>
        new Promise((resolve, reject) => {
          let reason = 'no test has run';
          const runner = Reflect.apply(run, mocha, [
            (failures) => {
              if (failures === 0 && runner.stats.tests > 0) resolve();
              else reject(new Error(reason));
            },
          ]);
          runner.on('fail', (_, error) => {
            reason = error.message;
          });
        }),
    );
  },
});
