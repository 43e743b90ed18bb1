// `npm run backup -- --to <folder>`: database, files and keys of the configured product, which may be running.
import { loadConfig } from '../config/load-config.js';
import { backupErrors } from './backup.errors.js';
import { runCommand } from './command-line.js';
import { takeBackup } from './take-backup.js';

const USAGE = 'BACKUP_PASSPHRASE=… npm run backup -- --to <folder> [--lang zh-CN|en]';
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort());

await runCommand(USAGE, { to: { type: 'string' } }, async ({ values, passphrase, searchPath, tell, warn }) => {
  const { to } = values;
  if (typeof to !== 'string' || !to) throw backupErrors['backup.usage']({ usage: USAGE });
  const config = configured();
  const { folder, manifest } = await takeBackup({ config, to, passphrase, searchPath, signal: ending.signal });
  const { database, files } = manifest;
  tell(
    {
      'zh-CN': '备份完成：{folder}（{server}，{tables} 张表，{rows} 行；{files} 个文件，{megabytes} MB；密钥已加密）',
      en: 'Backed up to {folder} ({server}, {tables} tables, {rows} rows; {files} files, {megabytes} MB; the keys are sealed)',
    },
    {
      folder,
      server: database.server,
      tables: Object.keys(database.tables).length,
      rows: Object.values(database.tables).reduce((sum, rows) => sum + rows, 0),
      files: files.count,
      megabytes: Math.ceil((database.bytes + files.bytes) / 1_048_576),
    },
  );
  if (files.missing.length)
    warn(
      {
        'zh-CN': '注意：数据库中有 {n} 个文件在文件夹里找不到，备份里也没有：{names}',
        en: 'Note: the database knows {n} files that are not in the store, nor in this backup: {names}',
      },
      { n: files.missing.length, names: files.missing.slice(0, 10).join(', ') },
    );
});

function configured(): ReturnType<typeof loadConfig> {
  try {
    return loadConfig(undefined, { make: false });
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && path?.endsWith('secrets.json'))
      throw backupErrors['backup.no-secrets']({ folder: path.replace(/secrets\.json$/, '') });
    throw error;
  }
}
