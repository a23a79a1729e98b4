import { commandProgram } from './commandTarget.ts';
import { fileProgram } from './fileTarget.ts';
import { launchProgram } from './launchTarget.ts';
import { nativeProgram } from './nativeTarget.ts';
import { scriptProgram } from './scriptTarget.ts';
import type { Program, Target } from './target.ts';
import { testProgram } from './testTarget.ts';

/**
 * Looks a target up as it is now, with all editors saved.
 * @throws HeatlineError when it is gone, or when nothing here can run it.
 */
export function programOf(target: Target): Promise<Program> {
  switch (target.kind) {
    case 'file':
      return fileProgram(target);
    case 'native':
      return nativeProgram(target);
    case 'launch':
      return launchProgram(target);
    case 'script':
      return scriptProgram(target);
    case 'command':
      return commandProgram(target);
    case 'test':
      return testProgram(target);
  }
}
