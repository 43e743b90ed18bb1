import { defineErrors } from '../errors/domain-error.js';

/** What `npm run backup` and `npm run restore` refuse, before they have changed anything. */
export const backupErrors = defineErrors({
  'backup.usage': { status: 400, text: { 'zh-CN': '用法：{usage}', en: 'Usage: {usage}' } },
  'backup.passphrase': {
    status: 400,
    text: {
      'zh-CN': '请设置 BACKUP_PASSPHRASE（至少 12 个字符）：备份中的密钥用它加密；请将它与备份分开保管',
      en: 'Set BACKUP_PASSPHRASE (at least 12 characters): it seals the keys in the backup; keep it apart from the backups',
    },
  },
  'backup.folder-taken': {
    status: 409,
    text: {
      'zh-CN': '{folder} 已存在且不是空的：每次备份请用新的文件夹',
      en: '{folder} is there and not empty: each backup needs a folder of its own',
    },
  },
  'backup.no-database': { status: 409, text: { 'zh-CN': '没有可备份的数据库：{place}', en: 'There is no database to back up: {place}' } },
  'backup.no-secrets': {
    status: 409,
    text: {
      'zh-CN': '既没有设置 JWT_SECRET、SESSION_SECRET 和 ENCRYPTION_KEY，{folder} 中也没有保存：请检查 DATA_DIR',
      en: 'JWT_SECRET, SESSION_SECRET and ENCRYPTION_KEY are neither set nor kept in {folder}: look at DATA_DIR',
    },
  },
  'backup.wrong-key': {
    status: 409,
    text: {
      'zh-CN': 'ENCRYPTION_KEY 打不开此数据库中加密的内容：这样的备份没有用处，请先改正密钥',
      en: 'ENCRYPTION_KEY does not open what is sealed in this database: such a backup would be useless; correct the key first',
    },
  },
  'backup.schema-moved': {
    status: 409,
    text: {
      'zh-CN': '备份期间数据库结构发生了变化（有新版本启动）：请重新备份',
      en: 'The schema changed while it was copied (a new version was started): back up again',
    },
  },
  'backup.no-client': {
    status: 409,
    text: {
      'zh-CN':
        '找不到 {programs}：请安装数据库客户端（Debian 与 Ubuntu：apt-get install mariadb-client；连接 MySQL 服务器时也可用 mysql-client）',
      en: 'None of {programs} is installed: install the database client (Debian and Ubuntu: apt-get install mariadb-client; for a MySQL server mysql-client serves too)',
    },
  },
  'backup.stopped': { status: 409, text: { 'zh-CN': '已中止，没有留下备份', en: 'Stopped; no backup was left' } },
  'backup.client-failed': { status: 409, text: { 'zh-CN': '{program} 失败：{reason}', en: '{program} failed: {reason}' } },
  'restore.not-a-backup': {
    status: 400,
    text: {
      'zh-CN': '{folder} 不是完整的备份（没有 manifest.json）',
      en: '{folder} is no complete backup (there is no manifest.json)',
    },
  },
  'restore.manifest': { status: 400, text: { 'zh-CN': 'manifest.json 不可用：{reason}', en: 'manifest.json cannot be used: {reason}' } },
  'restore.keys': {
    status: 400,
    text: {
      'zh-CN': '密钥打不开：BACKUP_PASSPHRASE 不对，或 manifest.json、keys.sealed 被改动过',
      en: 'The keys cannot be opened: BACKUP_PASSPHRASE is another one, or manifest.json or keys.sealed was changed',
    },
  },
  'restore.damaged': {
    status: 400,
    text: { 'zh-CN': '备份已损坏，未作任何改动：{files}', en: 'The backup is damaged, nothing was touched: {files}' },
  },
  'restore.newer': {
    status: 409,
    text: {
      'zh-CN': '备份来自更新的版本（{version}），此程序不认识其迁移：{unknown}',
      en: 'The backup is of a newer version ({version}), whose migrations this one does not know: {unknown}',
    },
  },
  'restore.other-database': {
    status: 409,
    text: {
      'zh-CN': '这是 {from} 的备份，而目标是 {to}',
      en: 'This is a backup of {from}, and the target is {to}',
    },
  },
  'restore.not-empty': {
    status: 409,
    text: {
      'zh-CN': '目标不是空的：{what}。要替换它，请加 --replace',
      en: 'The target is not empty: {what}. Add --replace to replace it',
    },
  },
  'restore.no-target': {
    status: 409,
    text: {
      'zh-CN': '服务器上没有数据库 {database}：请先建立它（空的即可）',
      en: 'The server has no database {database}: make it first, empty',
    },
  },
  'restore.running': {
    status: 409,
    text: {
      'zh-CN': '目标正在使用中：请先停止所有进程（{what}）',
      en: 'The target is in use: stop all processes first ({what})',
    },
  },
  'restore.other-keys': {
    status: 409,
    text: {
      'zh-CN': '设置的 ENCRYPTION_KEY 不是备份中的那一个，恢复后无法读取加密内容。取出备份的密钥：{command}',
      en: 'ENCRYPTION_KEY is not the one of the backup: what is sealed could not be read. Take the keys out of the backup: {command}',
    },
  },
  'restore.no-right': {
    status: 409,
    text: {
      'zh-CN': '数据库用户不能建立 {databases}：恢复先在旁边的库中进行。以管理员身份执行：{grant}',
      en: 'The database user may not make {databases}: a restore is prepared beside the target. As its administrator: {grant}',
    },
  },
  'restore.room-taken': {
    status: 409,
    text: {
      'zh-CN': '恢复要在库 {database} 中进行，但其中有别的表（{table}）：请先移走',
      en: 'A restore is prepared in {database}, where there is a table of somebody else ({table}): move it away first',
    },
  },
  'restore.counts': {
    status: 409,
    text: {
      'zh-CN': '恢复出的数据与备份清单不符，目标未改动：{tables}',
      en: 'What was loaded is not what the manifest says, the target is untouched: {tables}',
    },
  },
});
