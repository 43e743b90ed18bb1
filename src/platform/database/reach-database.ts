import mysql from 'mysql2/promise';
import type { Config } from '../config/config.js';
import { say, type Text } from '../context/language.js';

const MISSING: Text = {
  'zh-CN': 'DATABASE_URL：{host} 上没有数据库“{name}”，请先建立：CREATE DATABASE `{name}` CHARACTER SET utf8mb4;',
  en: 'DATABASE_URL: there is no database "{name}" at {host}. Make it first: CREATE DATABASE `{name}` CHARACTER SET utf8mb4;',
};
const REFUSED: Text = {
  'zh-CN': 'DATABASE_URL：{host} 拒绝用户“{user}”：密码错误，或对数据库“{name}”没有权限',
  en: 'DATABASE_URL: {host} refuses the user "{user}": a wrong password, or no rights on the database "{name}"',
};
const SILENT: Text = {
  'zh-CN': 'DATABASE_URL：{host} 没有数据库响应（{code}）：地址、端口是否正确，数据库是否已启动？',
  en: 'DATABASE_URL: no database answers at {host} ({code}): are address and port right, and does it run?',
};
const TEXTS: Readonly<Record<string, Text>> = {
  ER_BAD_DB_ERROR: MISSING,
  ER_ACCESS_DENIED_ERROR: REFUSED,
  ER_DBACCESS_DENIED_ERROR: REFUSED,
  ECONNREFUSED: SILENT,
  ENOTFOUND: SILENT,
  EAI_AGAIN: SILENT,
  ETIMEDOUT: SILENT,
};

/** Why the configured database cannot be used, in one line for whoever starts the application; undefined where it answers, or fails otherwise. */
export async function whyUnreachable({
  databaseUrl,
  defaultLocale,
}: Pick<Config, 'databaseUrl' | 'defaultLocale'>): Promise<string | undefined> {
  if (!databaseUrl) return undefined;
  const uri = databaseUrl.replace(/^mariadb:/, 'mysql:');
  try {
    await (await mysql.createConnection({ uri, connectTimeout: 10_000 })).end();
    return undefined;
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    const { host, pathname, username } = new URL(uri);
    const params = { host, name: decodeURIComponent(pathname.slice(1)), user: decodeURIComponent(username), code };
    return TEXTS[code] && say(TEXTS[code], defaultLocale, params);
  }
}
