import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeatlineError } from '../../../src/core/model/heatlineError.ts';
import type { SessionInfo } from '../../../src/store/sessionInfo.ts';
import { SessionStore } from '../../../src/store/sessionStore.ts';

describe('SessionStore', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'heatline-')), 'sessions');
  });
  afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true });
  });

  const info = (name: string, recordedAt: number): Omit<SessionInfo, 'id'> => ({
    name,
    target: `/app/${name}`,
    tool: 'v8',
    unit: 'microseconds',
    weight: 1_500_000,
    samples: 1200,
    recordedAt,
    profile: 'profile.cpuprofile',
  });
  const names = async (store: SessionStore): Promise<string[]> => (await store.list()).map(({ name }) => name);

  it('is empty where nothing was stored', async () => {
    assert.deepEqual(await new SessionStore(folder).list(), []);
  });

  it('gives back what it was given, in another window too', async () => {
    const added = await new SessionStore(folder).add(info('a.js', 1000), '{"nodes":[]}');
    const store = new SessionStore(folder);
    assert.deepEqual(await store.list(), [{ ...info('a.js', 1000), id: added.id }]);
    assert.equal(readFileSync(store.profilePath(added), 'utf8'), '{"nodes":[]}');
    assert.deepEqual(await store.ownerOf(store.profilePath(added)), added);
    assert.equal(await store.ownerOf('/elsewhere/x/profile.cpuprofile'), undefined);
  });

  it('lists the newest first and lets the oldest go', async () => {
    const store = new SessionStore(folder, 3);
    for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) await store.add(info(name, 1000 * index), '');
    assert.deepEqual(await names(store), ['d', 'c', 'b']);
    assert.equal(readdirSync(folder).length, 3);
  });

  it('renames and removes', async () => {
    const store = new SessionStore(folder);
    const a = await store.add(info('a.js', 1000), '');
    const b = await store.add(info('b.js', 2000), '');
    await store.rename(a.id, 'before the change');
    await store.discard(b.id);
    assert.deepEqual(await names(store), ['before the change']);
    assert.ok(!existsSync(store.profilePath(b)));
    await assert.rejects(store.rename(b.id, 'x'), HeatlineError);
  });

  it('brings back what was removed, until something is added', async () => {
    const store = new SessionStore(folder);
    const a = await store.add(info('a.js', 1000), 'text');
    await store.discard(a.id);
    await store.restore(a.id);
    assert.equal(readFileSync(store.profilePath(a), 'utf8'), 'text');
    await store.discard(a.id);
    await store.add(info('b.js', 2000), '');
    await assert.rejects(store.restore(a.id), HeatlineError);
    assert.equal(readdirSync(folder).length, 1);
  });

  it('survives sessions that are broken, of the future or unfinished', async () => {
    const store = new SessionStore(folder);
    await store.add(info('good.js', 1000), '');
    const broken = { truncated: '{"name": "x', list: '[]', future: '{"version": 9}', empty: '' };
    for (const [name, text] of Object.entries(broken)) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'session.json'), text);
    }
    mkdirSync(join(folder, 'nothing-in-it'));
    mkdirSync(join(folder, '20260101-000000-abcd.part'));
    assert.deepEqual(await names(store), ['good.js']);
  });

  it('lets no session name a file elsewhere', async () => {
    const store = new SessionStore(folder);
    const { id } = await store.add(info('a.js', 1000), '');
    const text = JSON.stringify({ ...info('a.js', 1000), profile: '../../secret' });
    writeFileSync(join(folder, id, 'session.json'), text);
    assert.deepEqual(await store.list(), []);
  });

  it('lets no id lead elsewhere', async () => {
    const store = new SessionStore(folder);
    await store.add(info('a.js', 1000), '');
    await store.discard('../sessions');
    assert.equal(await store.find('../sessions'), undefined);
    assert.equal((await store.list()).length, 1);
  });
});
