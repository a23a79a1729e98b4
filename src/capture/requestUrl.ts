import { HeatlineError } from '../core/model/heatlineError.ts';

const answerMs = 30_000;

/**
 * Asks a server once and reads its answer to the end.
 * @throws HeatlineError when it does not answer, or with an error.
 */
export async function requestUrl(url: URL, ended: AbortSignal): Promise<void> {
  let status: number;
  try {
    // A connection of its own: kept ones would be objects that the server holds.
    const answer = await fetch(url, {
      headers: { connection: 'close' },
      redirect: 'manual',
      signal: AbortSignal.any([ended, AbortSignal.timeout(answerMs)]),
    });
    await answer.arrayBuffer();
    ({ status } = answer);
  } catch (error) {
    throw new HeatlineError(`${url.href} does not answer.`, 'Check that the program listens there.', error);
  }
  if (status >= 400)
    throw new HeatlineError(`${url.href} answers with status ${status}.`, 'A round has to do the work that may leak.');
}

/**
 * The URL of a server on this machine: requests go nowhere else.
 * @throws HeatlineError when it is another.
 */
export function loopbackUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url !== undefined && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (!isLoopback || !/^https?:$/.test(url.protocol))
    throw new HeatlineError(
      `${text} is no address of a server on this machine.`,
      'It has to be like http://localhost:3000/path.',
    );
  return url;
}
