import { readdirSync, readFileSync } from 'node:fs';

/** What a browser's processes cost: the pages', and the one that rasterises. Linux only. */
export async function browserCost(browser) {
  const session = await browser.newBrowserCDPSession();
  const pids = async (types) => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => types.includes(type)).map(({ id }) => id);
  };
  return {
    /** CPU time of all their threads so far, ms: V8's and Chromium's helpers work beside the main one. */
    cpuMs: async () => (await pids(['renderer', 'GPU'])).reduce((sum, pid) => sum + threadsMs(pid), 0),
    /** The largest resident memory that a page's process ever had, bytes. */
    peakBytes: async () => Math.max(...(await pids(['renderer'])).map(peakOf)),
    close: () => session.detach(),
  };
}

/** proc(5): the first field of a thread's `schedstat` is its time on a CPU, ns. */
function threadsMs(pid) {
  const threads = `/proc/${pid}/task`;
  const times = readdirSync(threads).map((thread) => parseInt(readFileSync(`${threads}/${thread}/schedstat`, 'utf8')));
  return times.reduce((sum, ns) => sum + ns, 0) / 1e6;
}

function peakOf(pid) {
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
}

/** CPU ms of what an action does in a page, with the picture that it leads to. */
export async function cpuOf(page, cost, action) {
  // What it did before is over.
  await page.waitForTimeout(300);
  const before = await cost.cpuMs();
  await action();
  await page.evaluate(
    () => new Promise((resolve) => globalThis.requestAnimationFrame(() => globalThis.requestAnimationFrame(resolve))),
  );
  return (await cost.cpuMs()) - before;
}
