import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { STACK, type World } from '../app.js';
import {
  backUp,
  BackupShelf,
  command,
  contents,
  databaseOf,
  Drawer,
  namesIn,
  restoreInto,
  start,
  takeKeysOf,
  unfinished,
} from '../backups.js';
import { onServer } from '../world.js';

/** Without a start, which would make secrets and rows. */
async function namesOf(world: World): Promise<string[]> {
  if (STACK === 'mysql')
    return ((await onServer(`SELECT name FROM ${databaseOf(world)}.customer`)) as { name: string }[]).map((row) => row.name);
  return namesIn(world);
}

describe('backup and restore are killed', () => {
  let shelf: BackupShelf;
  beforeEach(() => (shelf = new BackupShelf()));
  afterEach(() => shelf.close());

  it('REQ-SY7 a backup killed at any moment leaves no folder that looks complete; told to end, it leaves nothing', async () => {
    const { world } = await shelf.furnished();
    const house = await start(world);
    for (let i = 0; i < 60; i++) await house.app.get(Drawer).put(false);
    await house.close();
    const place = await shelf.placeFor(world);
    const moments: ((draft: string) => boolean)[] = [
      () => true,
      (draft) => existsSync(join(draft, 'files')),
      (draft) => readdirSync(draft).some((name) => name.startsWith('database.')),
      (draft) => existsSync(join(draft, 'files.list')),
      (draft) => existsSync(join(draft, 'keys.sealed')),
    ];
    let left = 0;
    for (const [i, reached] of moments.entries()) {
      const to = shelf.path(`killed-${i}`);
      const backup = command('backup', world, '--to', to);
      while (backup.exitCode === null && !unfinished(to).some(reached)) await sleep(1);
      backup.kill('SIGKILL');
      const { end } = await backup.ended;
      if (end === 0) {
        expect(i).toBe(moments.length - 1); // it was whole already
        continue;
      }
      expect(existsSync(to)).toBe(false);
      const drafts = unfinished(to);
      expect(drafts).toHaveLength(1);
      if (existsSync(join(drafts[0]!, 'manifest.json'))) continue;
      left += 1;
      await expect(restoreInto(place, drafts[0]!)).rejects.toThrow('restore.not-a-backup');
    }
    expect(left).toBeGreaterThanOrEqual(4);

    const stopped = async (attempt: number): Promise<unknown> => {
      const to = shelf.path(`stopped-${attempt}`);
      const backup = command('backup', world, '--to', to);
      while (backup.exitCode === null && !unfinished(to).length) await sleep(1);
      backup.kill('SIGTERM');
      const outcome = await backup.ended;
      if (outcome.end !== 0 || attempt === 10) return outcome;
      rmSync(to, { recursive: true }); // it was whole before it heard
      return stopped(attempt + 1);
    };
    expect(await stopped(1)).toMatchObject({ end: 1, said: expect.stringContaining('backup.stopped') });
    expect(readdirSync(shelf.folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  }, 60_000);

  it('REQ-SY7 a restore killed at any moment leaves the house that was there or the one of the backup, and can be run again', async () => {
    const { world: old } = await shelf.furnished('Old');
    const backup = shelf.path('backup');
    await backUp(old, backup);
    const present = await shelf.furnished('Present');
    if (STACK === 'mysql') await takeKeysOf(present.world, old);
    const presentBackup = shelf.path('present');
    await backUp(present.world, presentBackup);
    const seen = new Set<string>();
    for (let kill = 0; kill < 6; kill++) {
      const restore = command('restore', present.world, '--from', backup, '--replace');
      await sleep(250 + kill * (STACK === 'mysql' ? 240 : 100));
      restore.kill('SIGKILL');
      const { end } = await restore.ended;
      const [name, ...others] = await namesOf(present.world);
      expect(others).toEqual([]);
      expect(['Old', 'Present']).toContain(name);
      seen.add(`${name} ${end === 0 ? 'whole' : 'killed'}`);
      if (name === 'Old') await restoreInto(present.world, presentBackup, { replace: true });
    }
    expect(seen).toContain('Present killed');
    await restoreInto(present.world, backup, { replace: true });
    expect(await namesIn(present.world)).toEqual(['Old']);
    expect(contents(present.world)).toEqual(contents(old));
    if (STACK === 'sqlite') return;
    const left = (await onServer(`SHOW DATABASES LIKE '${databaseOf(present.world)}%'`)) as object[];
    expect(left).toHaveLength(1);
  }, 120_000);
});
