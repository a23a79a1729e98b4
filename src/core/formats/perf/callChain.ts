import type { Frame } from './frame.ts';
import type { Fields } from './fields.ts';
import { cpuMode } from './recordTypes.ts';

/** `enum perf_callchain_context`: entries of a chain that say where those behind them ran. */
const contexts = new Map([
  [-32, cpuMode.hypervisor],
  [-128, cpuMode.kernel],
  [-512, cpuMode.user],
  [-2176, cpuMode.guestKernel],
  [-2560, cpuMode.guestUser],
]);
const firstContext = -4095;

/**
 * The frames of a call chain, outermost first. A caller's address is that which it returns to, one behind the call. That of the
 * first frame in a context was interrupted and is exact.
 * @param mode where the first address ran, as the sample says.
 */
export function framesOf(
  fields: Fields,
  chain: { readonly start: number; readonly count: number },
  mode: number,
  frame: (address: number, mode: number) => Frame,
): Frame[] {
  const frames: Frame[] = [];
  let isCaller = false;
  for (let index = 0; index < chain.count; index++) {
    const address = fields.address(chain.start + 8 * index);
    if (address < 0 && address >= firstContext) {
      mode = contexts.get(address) ?? mode;
      isCaller = false;
      continue;
    }
    frames.push(frame(isCaller ? address - 1 : address, mode));
    isCaller = true;
  }
  return frames.reverse();
}
