// What this machine offers to tests beside Node: a database server, a Redis, a browser.
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import mysql from 'mysql2/promise';

const WAIT_MS = 3_000;
/** The first is the same browser without a window, and does a journey in two thirds of the time. */
const CHROMIUMS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
];

/** Addresses may hold passwords: only where it is gets printed. */
const place = (address) => (URL.canParse(address) ? new URL(address).host : 'an unreadable address');

async function databaseAnswers(uri) {
  try {
    const connection = await mysql.createConnection({ uri, connectTimeout: WAIT_MS });
    await connection.query('SELECT 1');
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

async function redisAnswers(address) {
  const redis = new Redis(address, {
    lazyConnect: true,
    connectTimeout: WAIT_MS,
    commandTimeout: WAIT_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

/** @returns what is missing to test on MySQL and Redis, as a sentence; undefined when both answer. */
export async function missingServices({ database, redis }) {
  const [hasDatabase, hasRedis] = await Promise.all([databaseAnswers(database), redisAnswers(redis)]);
  const missing = [];
  if (!hasDatabase) missing.push(`no MySQL or MariaDB answers at ${place(database)} (TEST_DATABASE_URL)`);
  if (!hasRedis) missing.push(`no Redis answers at ${place(redis)} (TEST_REDIS_URL)`);
  return missing.length > 0 ? missing.join(', ') : undefined;
}

/** @returns the path of a Chromium, or undefined. */
export const findChromium = () => [process.env.CHROMIUM_PATH, ...CHROMIUMS].find((path) => path && existsSync(path));
