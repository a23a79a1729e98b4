import { findNode } from '../capture/findNode.ts';
import type { ToolPlace } from '../capture/tool.ts';

/** Where the command line's programs run. */
export async function placeHere(): Promise<ToolPlace> {
  const where = { cwd: process.cwd(), env: process.env };
  // Native programs are measured without one.
  const node = await findNode(where).catch(() => undefined);
  return { ...where, node };
}
