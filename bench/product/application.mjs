// The product as it is shipped: dist/src/main.js with an environment, nothing else.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { databaseNames, databaseUrl, redisUrl } from '../database.mjs';
import { place, PORTS, project } from '../places.mjs';

/** Throw-away values: the bench's data are made up, and its ports are this machine's only. */
export const JWT_SECRET = 'b3Qw8ZkVt1rXnE5yMh0LsPdGfJ7uA2cK';
export const PASSWORD = 'a-good-Passphrase';
export const main = join(project, 'dist/src/main.js');

/** What `npm start` gives to Node before the program. */
export const nodeFlags = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  .scripts.start.split(' ')
  .filter((word) => word.startsWith('--'));

export function environment(options, { role = 'web', port = PORTS.product } = {}) {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl(databaseNames(options).product),
    REDIS_URL: redisUrl,
    REDIS_PREFIX: `bench_${options.customers}`,
    DATA_DIR: place('data'),
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    ROLE: role,
    LOG_LEVEL: options.logLevel,
    JWT_SECRET,
    SESSION_SECRET: 'q7TnY4xWb9CvKe2RzHs6MgUa1DfLj8Po',
    ENCRYPTION_KEY: 'n5VbR8sXk2QwGt7ZyEc4HmJd1PfLu9Ao',
    ADMIN_PASSWORD: PASSWORD,
    DEMO_DATA: 'false',
  };
}

/** A module of the built application. */
export const fromBuild = (path) => import(pathToFileURL(join(project, 'dist', path)).href);

/** Tells migrations apart: until a release they are changed in place. */
export async function schemaPrint() {
  if (!existsSync(main)) throw new Error('the application is not built: npm run build');
  const folder = join(project, 'dist/migrations');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.js')).sort();
  const hash = createHash('sha256');
  for (const name of files) hash.update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Brings a database to the product's schema by the product's own migrations. */
export async function migrate(options) {
  const { loadConfig } = await fromBuild('src/platform/config/load-config.js');
  const { dataSourceOptions, openDataSource } = await fromBuild('src/platform/database/data-source.js');
  const source = await openDataSource(await dataSourceOptions(loadConfig(environment(options))));
  await source.destroy();
}
