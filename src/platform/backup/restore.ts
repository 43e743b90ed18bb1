// `npm run restore -- --from <folder> [--replace]`: puts a backup into the configured place; `--keys <file>` only takes its keys out.
import { writeFileSync } from 'node:fs';
import { backupErrors } from './backup.errors.js';
import { runCommand } from './command-line.js';
import { keysOf, restoreBackup } from './restore-backup.js';

const USAGE = 'BACKUP_PASSPHRASE=… npm run restore -- --from <folder> [--replace] [--keys <file>] [--lang zh-CN|en]';

await runCommand(
  USAGE,
  { from: { type: 'string' }, replace: { type: 'boolean' }, keys: { type: 'string' } },
  async ({ values, passphrase, searchPath, tell }) => {
    const { from, replace, keys } = values;
    if (typeof from !== 'string' || !from) throw backupErrors['backup.usage']({ usage: USAGE });
    if (typeof keys === 'string') {
      const { secrets } = await keysOf(from, passphrase);
      const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
      writeFileSync(keys, lines.join(''), { mode: 0o600, flag: 'wx' });
      return tell({ 'zh-CN': '密钥已写入 {keys}，仅所有者可读', en: 'The keys are in {keys}, readable by its owner only' }, { keys });
    }
    const { manifest, config } = await restoreBackup({ from, passphrase, replace: replace === true, env: undefined, searchPath });
    tell(
      {
        'zh-CN':
          '已恢复 {createdAt} 的备份（版本 {version}）：{rows} 行，{files} 个文件，至 {place}。现在可以启动；较旧的数据会在启动时自动升级',
        en: 'Restored the backup of {createdAt} (version {version}): {rows} rows and {files} files, into {place}. Start the product now; older data are migrated at the start',
      },
      {
        createdAt: manifest.createdAt,
        version: manifest.version,
        rows: Object.values(manifest.database.tables).reduce((sum, rows) => sum + rows, 0),
        files: manifest.files.count,
        place: config.databaseUrl ? new URL(config.databaseUrl).host + new URL(config.databaseUrl).pathname : config.sqlitePath,
      },
    );
  },
);
