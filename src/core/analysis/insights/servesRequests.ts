import { at } from '../../model/at.ts';
import type { Profile } from '../../model/profile.ts';

/** Whether a program was seen to answer requests of others by HTTP. */
export function servesRequests({ functions }: Profile): boolean {
  return functions.name.some((name, fn) =>
    /^node:_http_server parserOnIncoming$|^node:internal\/http2\/core sessionOnStream$/.test(
      `${at(functions.file, fn)} ${name}`,
    ),
  );
}
