import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.js';
import { JobTuning } from '../../src/platform/jobs/job-tuning.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { type ImportAnswer, Importer } from '../imports.js';
import { newStaff } from '../staff.js';
import { migratedWorld } from '../migrated.js';
import type { World } from '../world.js';
import { OwnRedis } from '../own-redis.js';
import { killed, startChild } from './support/child.js';

const ROWS = 10_000;
const REPEATED = 300;
const FAULTY = 200;
const KILLS = 4;

/** 10,000 people, some of them twice, and some rows that are faulty. */
const people = Array.from({ length: ROWS }, (_, i) => `客户${i},138${String(10_000_000 + i)},QQ群`);
const rows = people.flatMap((line, i) => [
  line,
  ...(i % 33 === 5 && i < 33 * REPEATED ? [line] : []),
  ...(i % 50 === 7 ? [`坏行${i},12,QQ群`] : []),
]);
const file = `姓名,手机,来源\n${rows.join('\n')}\n`;

// Where workers die and Redis goes away, an import still does each row once.
describe('imports and what befalls their processes', { timeout: 120_000 }, () => {
  let world: World;
  let redis: OwnRedis | undefined;
  let house: TestApp;
  let importer: Importer;
  let child: ChildProcess | undefined;

  const startWorker = async () => {
    child = (await startChild('import-child', world.env)).child;
  };
  const count = async (sql: string) =>
    Number((await house.app.get(Database, { strict: false }).rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${sql}`))[0]!.n);
  const done = ({ succeeded, failed }: ImportAnswer) => succeeded + failed;
  const expectWhole = async (answer: ImportAnswer) => {
    expect(answer).toMatchObject({ state: 'done', totalRows: rows.length, created: ROWS, duplicate: REPEATED, invalid: FAULTY });
    expect(await count('customer')).toBe(ROWS);
    expect(await count(`import_row WHERE importId = ${answer.id}`)).toBe(rows.length);
    expect(await count(`import_row r JOIN customer c ON c.id = r.customerId WHERE r.outcome = 'created'`)).toBe(ROWS);
    const totals = await house.app
      .get(Database, { strict: false })
      .rows<{ n: number }>(
        'SELECT COALESCE(SUM(n), 0) AS n FROM (SELECT n FROM customer_count UNION ALL SELECT n FROM customer_count_delta) t',
      );
    expect(Number(totals[0]!.n)).toBe(ROWS);
    expect(await count(`notification WHERE code = 'customers.import-done'`)).toBe(1);
  };

  beforeEach(async () => {
    world = await migratedWorld();
    if (STACK === 'mysql') {
      redis = await OwnRedis.make();
      await redis.up();
      world.env['REDIS_URL'] = redis.url;
    } else world.env['SQLITE_PATH'] = join(world.env['DATA_DIR']!, 'test.sqlite');
    // uploads and looks on; only the child works
    house = await startApp(STACK === 'mysql' ? { ROLE: 'web' } : {}, world);
    house.app.get(JobTuning, { strict: false }).concurrency = 0;
    importer = new Importer(house, (await newStaff(house, { roles: ['operations'] })).headers);
  });
  afterEach(async () => {
    await killed(child);
    await house.close();
    await redis?.down();
    await world.close();
  });

  it(`REQ-D25 killed ${KILLS} times in the middle, an import ends with every row once, and its customers are distributed`, async () => {
    const { id } = await importer.start(file);
    let before = 0;
    for (let i = 1; i <= KILLS; i++) {
      await startWorker();
      const target = Math.floor((rows.length * (i - Math.random() * 0.5)) / (KILLS + 1));
      const answer = await importer.until(id, (a) => done(a) >= Math.max(target, before), 60);
      await killed(child);
      expect(done(answer)).toBeGreaterThanOrEqual(before);
      before = done(answer);
    }
    expect((await importer.get(String(id))).state).toBe('running');
    await startWorker();
    await expectWhole(await importer.ended(id, 60));
    expect(await count(`job WHERE kind = 'distribution.run'`)).toBeGreaterThanOrEqual(1);
  }, 240_000);

  if (STACK === 'mysql')
    it('REQ-D25 Redis going away in the middle, and staying away, loses nothing', async () => {
      await startWorker();
      const { id } = await importer.start(file);
      await importer.until(id, (a) => done(a) > 500, 60);
      await redis!.down();
      await expectWhole(await importer.ended(id, 60));
      // without Redis the next one is taken up as well: the table is asked
      const next = await importer.start('姓名,手机\n新人,13900139000\n');
      await sleep(500);
      await redis!.up();
      expect(await importer.ended(next.id, 60)).toMatchObject({ state: 'done', created: 1 });
    }, 240_000);
});
