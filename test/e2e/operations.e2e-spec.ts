import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Module, Param, Post } from '@nestjs/common';
import { load } from 'js-yaml';
import { AppModule } from '../../src/app.module.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { Clock, HOUR, MINUTE } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { createApp } from '../../src/platform/http/create-app.js';
import { Metrics } from '../../src/platform/http/health/metrics.js';
import { Monitor } from '../../src/platform/http/health/monitor.js';
import { createPino, JsonLogger } from '../../src/platform/http/json-logger.js';
import { JobSignals } from '../../src/platform/jobs/job-signals.js';
import { Public } from '../../src/platform/permissions/permit.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { migratedWorld } from '../migrated.js';
import { newStaff, signIn } from '../staff.js';

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: Record<string, string>;
}
interface Panel {
  title: string;
  targets?: { expr: string }[];
}
const read = (name: string) => readFileSync(`docs/dashboards/${name}`, 'utf8');
const rules = (load(read('tide-crm.alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const panels = (JSON.parse(read('tide-crm.json')) as { panels: Panel[] }).panels;
const expressions = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => (targets ?? []).map(({ expr }) => [title, expr] as const)),
];
/** `name{label=…, label=…}` with their names. */
const NAMED = /\b((?:tide|http|process|nodejs)_\w+)(?:\{([^}]*)\})?/g;
const GIVEN_BY_PROMETHEUS = new Set(['job', 'instance']);

describe(`REQ-SY7 what operations see (${STACK})`, () => {
  describe('figures', () => {
    let house: TestApp;
    beforeAll(async () => {
      house = await startApp({ MONITOR_PORT: '0' });
    });
    afterAll(() => house.close());
    const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
    /** The value of one series; undefined when it is not there. */
    const figure = async (series: string) => {
      const { body } = await house.app.inject('/metrics');
      const line = body.split('\n').find((one) => one.startsWith(`${series} `));
      return line === undefined ? undefined : Number(line.slice(series.length + 1));
    };

    /** What is read from the database is kept for some seconds. */
    async function until(met: () => Promise<boolean>): Promise<void> {
      for (const from = performance.now(); !(await met()); await sleep(100)) expect(performance.now() - from).toBeLessThan(15_000);
    }

    it('every figure of the dashboard and of the alert rules exists, with the labels they ask for', async () => {
      const { statusCode, body } = await house.app.inject('/metrics');
      expect([statusCode, body.slice(0, 6)]).toEqual([200, '# HELP']);
      const { registry } = get(Metrics);
      const faults: string[] = [];
      for (const [where, expression] of expressions) {
        const named = [...expression.matchAll(NAMED)];
        if (!named.length && !/^(sum\()?up\{/.test(expression)) faults.push(`${where}: nothing is asked for`);
        for (const [, name = '', labels = ''] of named) {
          const metric = registry.getSingleMetric(name) ?? registry.getSingleMetric(name.replace(/_(bucket|sum|count)$/, ''));
          if (!metric || !body.includes(`# TYPE ${(metric as unknown as { name: string }).name} `)) faults.push(`${where}: ${name}`);
          const known = new Set((metric as unknown as { labelNames?: string[] } | undefined)?.labelNames ?? []);
          for (const [, label = ''] of labels.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g))
            if (!known.has(label) && !GIVEN_BY_PROMETHEUS.has(label)) faults.push(`${where}: ${name} has no label ${label}`);
        }
      }
      expect(faults).toEqual([]);
      expect(panels.filter((panel) => panel.targets).length).toBeGreaterThan(20);
    });

    it('every alert says what is wrong in both languages and how bad it is, once', () => {
      for (const { alert, labels, annotations } of rules)
        expect([alert, labels.severity, annotations]).toEqual([
          alert,
          expect.stringMatching(/^(critical|warning|info)$/),
          { summary: expect.stringMatching(/\w/), summary_zh: expect.stringMatching(/[\u4e00-\u9fff]/) },
        ]);
      expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    });

    it('labels take few values: routes by their pattern, and never an id, a name or an address', async () => {
      for (const id of [1, 2, 3]) await house.app.inject(`/api/customers/${id}?search=x`);
      for (const path of ['/wp-login.php', '/x', '/y']) await house.app.inject(path);
      expect(await figure('http_requests_total{method="GET",route="/api/customers/:id",status="401"}')).toBe(3);
      expect(await figure('http_requests_total{method="GET",route="none",status="404"}')).toBe(3);
      expect(await figure('http_request_duration_seconds_count{class="api",method="GET",status="4xx"}')).toBeGreaterThanOrEqual(3);
    });

    it('jobs: how many wait, for how long the first is overdue, how many were given up; and when schedules ran', async () => {
      const database = get(Database);
      const now = get(Clock).now();
      const add = (kind: string, state: string, runAt: number) =>
        database.run(
          'INSERT INTO job (kind, payload, state, attempt, failures, runAt, sentAt, rerun, cancelRequested, actorKind, actorId, createdAt) VALUES (?, ?, ?, 0, 0, ?, 0, 0, 0, ?, 0, ?)',
          [kind, '{}', state, runAt, 'system', runAt],
        );
      // no process knows this kind, so nobody takes them
      await add('test.unknown', 'waiting', now - 10 * MINUTE);
      await add('test.unknown', 'waiting', now + HOUR);
      await add('test.unknown', 'failed', now - HOUR);
      await until(async () => (await figure('tide_jobs{kind="test.unknown",state="waiting"}')) === 2);
      expect(await figure('tide_jobs{kind="test.unknown",state="failed"}')).toBe(1);
      const lag = await figure('tide_job_lag_seconds{kind="test.unknown"}');
      expect(lag).toBeGreaterThanOrEqual(600);
      expect(lag).toBeLessThan(660);
      expect(await figure('tide_jobs{kind="customers.import",state="running"}')).toBe(0);
      const lastSlot = () => figure('tide_schedule_last_slot_timestamp_seconds{schedule="distribution.reclaim"}');
      get(JobSignals).waiting(); // a worker starts
      await until(async () => (await lastSlot()) !== undefined);
      expect(await lastSlot()).toBeGreaterThan(now / 1000 - 300);
    });

    it('the pool, who waits for an owner, messages that were given up, connections, parts', async () => {
      expect(await figure('tide_customers{holding="pool"}')).toBe(0);
      expect(await figure('tide_customers{holding="pending"}')).toBe(0);
      expect(await figure('tide_reclaim_lag_seconds')).toBe(0);
      expect(await figure('tide_deliveries{channel="email",state="parked"}')).toBe(0);
      expect(await figure('tide_database_connections_limit')).toBe(STACK === 'mysql' ? 20 : 1);
      expect(await figure('tide_database_waiting')).toBeGreaterThanOrEqual(0);
      expect(await figure('tide_ready{part="database"}')).toBe(1);
      expect(await figure('process_resident_memory_bytes')).toBeGreaterThan(1e7);
      expect(await figure('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    });

    it('a question the database does not answer leaves its figures out, and the others stand', async () => {
      const database = get(Database);
      await database.run('ALTER TABLE schedule RENAME TO schedule_away');
      try {
        await until(async () => (await figure('tide_jobs{kind="customers.import",state="running"}')) === undefined);
        expect(await figure('tide_ready{part="database"}')).toBe(1);
        expect(await figure('process_resident_memory_bytes')).toBeGreaterThan(1e7);
      } finally {
        await database.run('ALTER TABLE schedule_away RENAME TO schedule');
      }
    });

    it('a process without a door of its own has health and figures on MONITOR_PORT', async () => {
      const at = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${get(Monitor).port}${path}`, init);
      expect(await (await at('/api/health')).json()).toEqual({ status: 'ok' });
      expect(await (await at('/api/health/ready')).json()).toMatchObject({ parts: { database: 'ok', files: 'ok' } });
      const figures = await at('/metrics');
      expect([figures.status, figures.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
      expect(await figures.text()).toContain('tide_jobs{');
      expect((await at('/metrics', { headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(404);
      expect((await at('/api/customers')).status).toBe(404);
      expect((await at('/metrics', { method: 'POST' })).status).toBe(405);
    });
  });

  describe('the log', () => {
    const SECRET = 'hunter2-s3cr3t';
    @Controller('probe')
    class ProbeController {
      constructor(private readonly database: Database) {}
      @Get('links/:token') @Public() link(@Param('token') _token: string) {
        return {};
      }
      @Post('broken') @Public() async broken() {
        await this.database.rows(`SELECT '${SECRET}', '13800138000' FROM nowhere WHERE x = ?`, ['li.wei@example.cn']);
      }
      @Get('thrown') @Public() thrown() {
        throw Object.assign(new Error('could not reach mysql://tide:hunter2-s3cr3t@db/tide for 13800138000'), { password: SECRET });
      }
    }
    @Module({ controllers: [ProbeController] })
    class ProbeModule {}

    let text = '';
    let house: TestApp;
    beforeAll(async () => {
      const world = await migratedWorld({ LOG_LEVEL: 'info', TRUST_PROXY: 'on' });
      const config = loadConfig(world.env);
      const root = AppModule.of(config);
      const sink = new Writable({ write: (chunk, _encoding, done) => ((text += String(chunk)), done()) });
      const logger = new JsonLogger(createPino(config, sink));
      const app = await createApp({ ...root, imports: [...(root.imports ?? []), ProbeModule] }, config, { logger });
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
      house = { app, world, close: async () => (await app.close(), world.close()) };
    });
    afterAll(() => house.close());
    /** What is logged while `work` runs. */
    async function logged(work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
      text = '';
      await work();
      await new Promise((resolve) => setImmediate(resolve));
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    }
    const requests = (lines: Record<string, unknown>[]) => lines.filter((line) => line['msg'] === 'request');

    it('has one line for each request: id, who by kind and number, route, status, duration, address', async () => {
      const { headers, id } = await newStaff(house, { name: '李伟', roles: ['salesperson'] });
      const lines = await logged(() =>
        house.app.inject({ url: '/api/customers?page=1', headers: { ...headers, 'x-request-id': 'r-17', 'x-forwarded-for': '10.1.2.3' } }),
      );
      expect(requests(lines)).toEqual([
        expect.objectContaining({
          ...{ method: 'GET', route: '/api/customers', path: '/api/customers', status: 200, requestId: 'r-17' },
          ...{ actor: `staff ${id}`, address: '10.1.2.3', milliseconds: expect.any(Number), role: 'all' },
        }),
      ]);
      expect(text).not.toContain('李伟');
    });

    it('stays one line, and shows no token, secret or person, whatever a caller sends', async () => {
      const forged = '%0d%0a%7b%22level%22%3a60%2c%22msg%22%3a%22forged%22%7d';
      const hostile = { authorization: `Bearer ${SECRET}`, cookie: `session=${SECRET}`, 'user-agent': `x\u2028${SECRET}` };
      const urls = [
        `/api/customers?search=13800138000&token=${SECRET}`,
        `/api/probe/links/${SECRET}`,
        `/api/probe/links/${forged}`,
        `/${SECRET}/${forged}`,
        `/api/customers/13800138000`,
        `/admin/resources/customers?filters.phone=13800138000&${SECRET}`,
        `/api/%zz${SECRET}`,
      ];
      const lines = await logged(async () => {
        for (const url of urls) await house.app.inject({ url, headers: { ...hostile, 'x-request-id': `${SECRET} {}` } });
        await house.app.inject({ url: '/api/health', headers: { 'x-forwarded-for': `${SECRET} 13800138000` } });
        await signIn(house, '13800138000', SECRET).catch(() => undefined);
        await house.app.inject({
          ...{ method: 'POST', url: '/api/auth/login', headers: { 'content-type': 'application/json' } },
          payload: `{"username":"13800138000","password":"${SECRET}`,
        });
      });
      expect(requests(lines)).toHaveLength(urls.length + 3);
      expect(lines.filter((line) => line['msg'] === 'forged')).toEqual([]);
      expect(text).not.toMatch(/hunter2|13800138000|forged/);
    });

    it('a fault of ours is told with its stack and its request, without the statement, its values and the address of the database', async () => {
      const lines = await logged(async () => {
        expect((await house.app.inject({ method: 'POST', url: '/api/probe/broken', headers: { 'x-request-id': 'r-18' } })).statusCode).toBe(
          500,
        );
        expect((await house.app.inject({ url: '/api/probe/thrown', headers: { 'x-request-id': 'r-19' } })).statusCode).toBe(500);
      });
      const faults = lines.filter((line) => line['level'] === 50);
      expect(faults).toEqual([
        expect.objectContaining({
          requestId: 'r-18',
          err: expect.objectContaining({ type: 'QueryFailedError', stack: expect.stringContaining('at ') }),
        }),
        expect.objectContaining({
          requestId: 'r-19',
          err: expect.objectContaining({ type: 'Error', stack: expect.stringContaining('at ') }),
        }),
      ]);
      expect(text).not.toMatch(/hunter2|13800138000|li\.wei/);
    });
  });
});
