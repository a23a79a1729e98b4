import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HeatlineError } from '../core/model/heatlineError.ts';
import { isSessionId, parseSessionInfo, type SessionInfo } from './sessionInfo.ts';

/** Enough for weeks of work; at a few MB each, bounded to what a developer's disk does not notice. */
const keptSessions = 50;

/** Behind the name of a discarded session's directory, which is no session's name then. */
const discarded = '.deleted';

/**
 * Sessions on disk, one directory each:
 *
 *     <directory>/20261122-200109-3fa9/session.json
 *                                      profile.cpuprofile
 *                                      texts.json.gz           the files that ran
 *                                      code.json.gz            what their instructions cost, of compiled programs
 *
 * Several windows may share a directory, so nothing is cached.
 */
export class SessionStore {
  private readonly directory: string;
  private readonly limit: number;

  constructor(directory: string, limit = keptSessions) {
    this.directory = directory;
    this.limit = limit;
  }

  /** Newest first. What cannot be read is left out. */
  async list(): Promise<SessionInfo[]> {
    let names: string[];
    try {
      names = await readdir(this.directory);
    } catch {
      return []; // nothing was ever stored
    }
    const found = await Promise.all(names.filter(isSessionId).map((id) => this.find(id)));
    return found.filter((info) => info !== undefined).sort((a, b) => b.recordedAt - a.recordedAt);
  }

  async find(id: string): Promise<SessionInfo | undefined> {
    if (!isSessionId(id)) return undefined;
    try {
      return parseSessionInfo(id, await readFile(join(this.directory, id, 'session.json'), 'utf8'));
    } catch {
      return undefined;
    }
  }

  /** The session whose profile a file is. */
  async ownerOf(profilePath: string): Promise<SessionInfo | undefined> {
    const directory = dirname(profilePath);
    return dirname(directory) === this.directory ? await this.find(basename(directory)) : undefined;
  }

  profilePath(info: SessionInfo): string {
    return join(this.directory, info.id, info.profile);
  }

  /** Where the sources of its run are kept. */
  textsPath(info: SessionInfo): string {
    return join(this.directory, info.id, 'texts.json.gz');
  }

  /** Where what its instructions cost is kept. */
  codePath(info: SessionInfo): string {
    return join(this.directory, info.id, 'code.json.gz');
  }

  /** A new session; the oldest ones make room. */
  async add(info: Omit<SessionInfo, 'id'>, profile: string): Promise<SessionInfo> {
    const session = { ...info, id: newId(info.recordedAt) };
    // A name that `list` does not take, until the session is whole.
    const unfinished = join(this.directory, `${session.id}.part`);
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, session.profile), profile);
    await writeInfo(unfinished, session);
    await rename(unfinished, join(this.directory, session.id));
    await this.tidy();
    return session;
  }

  async rename(id: string, name: string): Promise<void> {
    const info = await this.find(id);
    if (info === undefined) throw new HeatlineError('This session does not exist any more.');
    await writeInfo(join(this.directory, id), { ...info, name });
  }

  /** Takes a session out of the list. It can be brought back until the next one is added. */
  async discard(id: string): Promise<void> {
    if (await this.find(id)) await rename(join(this.directory, id), join(this.directory, `${id}${discarded}`));
  }

  async restore(id: string): Promise<void> {
    if (!isSessionId(id)) return;
    try {
      await rename(join(this.directory, `${id}${discarded}`), join(this.directory, id));
    } catch (error) {
      throw new HeatlineError('The deleted session cannot be brought back.', '', error);
    }
  }

  /** Makes room: for good with what was discarded and with the oldest. */
  private async tidy(): Promise<void> {
    const gone = (await readdir(this.directory)).filter((name) => name.endsWith(discarded));
    const oldest = (await this.list()).slice(this.limit).map(({ id }) => id);
    for (const name of [...gone, ...oldest]) await rm(join(this.directory, name), { recursive: true, force: true });
  }
}

/** `20261122-200109-3fa9`: sorts by time, and two runs that end in one second differ. */
function newId(time: number): string {
  const [day = '', clock = ''] = new Date(time).toISOString().replace(/[-:]/g, '').split(/[T.]/);
  return `${day}-${clock}-${randomBytes(2).toString('hex')}`;
}

async function writeInfo(directory: string, info: SessionInfo): Promise<void> {
  const file = join(directory, 'session.json');
  // Written aside and moved, so that a crash leaves the old text or the new one.
  await writeFile(`${file}.new`, `${JSON.stringify({ version: 1, ...info }, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}
