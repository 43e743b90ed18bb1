// The bench's own MariaDB and Redis: durable commits, no binary log, everything else as shipped. Both are reused while they run.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import mysql from 'mysql2/promise';
import { home, place, PORTS } from './places.mjs';

const ACCOUNT = { user: 'bench', password: 'bench' };
const SOCKET = place('run', 'mysql.sock');

export const databaseNames = ({ customers }) => ({ limit: `limit_${customers}`, product: `tide_${customers}` });
export const databaseUrl = (name) => `mysql://${ACCOUNT.user}:${ACCOUNT.password}@127.0.0.1:${PORTS.database}/${name}`;
export const redisUrl = `redis://127.0.0.1:${PORTS.redis}/0`;
const settings = (database, extra = {}) => ({
  host: '127.0.0.1',
  port: PORTS.database,
  ...ACCOUNT,
  database,
  dateStrings: true,
  multipleStatements: true,
  ...extra,
});
export const connect = (database, extra) => mysql.createConnection(settings(database, extra));
export const connectionPool = (database, connectionLimit = 8) =>
  mysql.createPool(settings(database, { connectionLimit, multipleStatements: false }));

/** Runs `work` with a connection, and closes it. */
export async function withConnection(database, work, extra) {
  const connection = await connect(database, extra);
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

const installed = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

function demand(program) {
  if (!installed(program))
    throw new Error(`${program} is not installed: the bench starts its own (Debian: apt-get install mariadb-server redis-server wrk)`);
}

function startDetached(program, args, name) {
  const log = openSync(place('run', `${name}.log`), 'a');
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log], cwd: home });
  child.unref();
  closeSync(log);
}

async function until(answers, what, log) {
  for (let i = 0; i < 240; i++) {
    if (await answers()) return;
    await sleep(250);
  }
  throw new Error(`${what} did not start: see ${place('run', log)}`);
}

const databaseAnswers = async () => {
  try {
    await withConnection('', (c) => c.query('SELECT 1'), { connectTimeout: 1000 });
    return true;
  } catch {
    return false;
  }
};

async function startDatabase({ bufferPool }) {
  if (await databaseAnswers()) return;
  demand('mariadbd');
  const data = place('mysql');
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  if (!existsSync(place('mysql', 'mysql'))) {
    const install = ['--no-defaults', `--datadir=${data}`, ...asRoot, '--auth-root-authentication-method=normal', '--skip-test-db'];
    const { status, stderr } = spawnSync('mariadb-install-db', install, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`mariadb-install-db failed: ${stderr}`);
  }
  const options = {
    datadir: data,
    socket: SOCKET,
    port: PORTS.database,
    'bind-address': '127.0.0.1',
    'pid-file': place('run', 'mysql.pid'),
    'innodb-buffer-pool-size': `${bufferPool}M`,
    'innodb-flush-log-at-trx-commit': 1,
    'innodb-log-file-size': '512M',
    'local-infile': 1,
    'max-connections': 400,
    'max-allowed-packet': '64M',
    'character-set-server': 'utf8mb4',
    'collation-server': 'utf8mb4_unicode_ci',
    'performance-schema': 0,
  };
  startDetached('mariadbd', ['--no-defaults', ...asRoot, ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)], 'mysql');
  const rootAnswers = () =>
    mysql.createConnection({ socketPath: SOCKET, user: 'root' }).then(
      (c) => c,
      () => undefined,
    );
  let root;
  await until(async () => (root = await rootAnswers()), 'MariaDB', 'mysql.log');
  await root.query(`CREATE USER IF NOT EXISTS '${ACCOUNT.user}'@'127.0.0.1' IDENTIFIED BY '${ACCOUNT.password}'`);
  await root.query(`CREATE USER IF NOT EXISTS '${ACCOUNT.user}'@'localhost' IDENTIFIED BY '${ACCOUNT.password}'`);
  for (const host of ['127.0.0.1', 'localhost']) await root.query(`GRANT ALL ON *.* TO '${ACCOUNT.user}'@'${host}'`);
  await root.end();
}

async function onRedis(work) {
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return await work(redis);
  } catch {
    return undefined;
  } finally {
    redis.disconnect();
  }
}
const redisAnswers = async () => (await onRedis((redis) => redis.ping())) === 'PONG';

async function startRedis() {
  if (await redisAnswers()) return;
  demand('redis-server');
  startDetached(
    'redis-server',
    ['--port', PORTS.redis, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', place('run')].map(String),
    'redis',
  );
  await until(redisAnswers, 'Redis', 'redis.log');
}

/** Both answer when this is done. */
export async function up(options) {
  await startDatabase(options);
  await startRedis();
}

export async function down() {
  if (await databaseAnswers()) await withConnection('', (c) => c.query('SHUTDOWN'));
  await onRedis((redis) => redis.shutdown('NOSAVE'));
}

export const clearRedis = () => onRedis((redis) => redis.flushall());

/** The process id of the bench's MariaDB. */
export const databasePid = () => Number(readFileSync(place('run', 'mysql.pid'), 'utf8'));
