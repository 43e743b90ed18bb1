import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { backupErrors } from './backup.errors.js';

/**
 * A backup in the making. It lies beside its place as `<folder>.unfinished-…` and is renamed when everything is on the disk: whatever kills the
 * process, nothing that is not whole ever stands under the name that was asked for.
 */
export class BackupFolder {
  private constructor(
    private readonly target: string,
    readonly draft: string,
  ) {}

  /** @throws backup.folder-taken */
  static async make(folder: string): Promise<BackupFolder> {
    const target = resolve(folder);
    const there = await readdir(target).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      if (error.code === 'ENOTDIR') return ['a file'];
      throw error;
    });
    if (there?.length) throw backupErrors['backup.folder-taken']({ folder: target });
    const draft = `${target}.unfinished-${randomBytes(4).toString('hex')}`;
    await mkdir(dirname(target), { recursive: true });
    await mkdir(draft, { mode: 0o700 });
    return new BackupFolder(target, draft);
  }

  path(name: string): string {
    return join(this.draft, name);
  }

  write(name: string, content: string): Promise<void> {
    return writeFile(this.path(name), content, { mode: 0o600, flush: true });
  }

  /** @throws backup.folder-taken when somebody was quicker. */
  async finish(): Promise<string> {
    for (const folder of await this.folders()) await flush(folder);
    await rmdir(this.target).catch(() => undefined); // an empty one, on systems where a rename does not replace it
    try {
      await rename(this.draft, this.target);
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      throw backupErrors['backup.folder-taken']({ folder: this.target });
    }
    await flush(dirname(this.target));
    return this.target;
  }

  async discard(): Promise<void> {
    await rm(this.draft, { recursive: true, force: true, maxRetries: 5 });
  }

  private async folders(): Promise<string[]> {
    const entries = await readdir(this.draft, { recursive: true, withFileTypes: true });
    return [this.draft, ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))];
  }
}

/** Names in a folder are durable once the folder is; not every system lets one be flushed. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
