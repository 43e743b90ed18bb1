import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { ImportKeepService } from '../../src/modules/customers/imports/import-keep.service.js';
import { startApp, type TestApp } from '../app.js';
import { forgetCustomers } from '../clean.js';
import { Importer, type RowAnswer } from '../imports.js';
import { newStaff } from '../staff.js';

const lines = (n: number) => Array.from({ length: n }, (_, i) => `客户${i},1380013${String(1000 + i).padStart(4, '0')}`);
const file = (n: number) => `姓名,手机\n${lines(n).join('\n')}\n`;

describe('imports beside others', () => {
  let house: TestApp;
  let database: Database;
  let importer: Importer;
  let colleague: Importer;

  beforeAll(async () => {
    house = await startApp();
    database = house.app.get(Database, { strict: false });
    importer = new Importer(house, (await newStaff(house, { roles: ['operations'] })).headers);
    colleague = new Importer(house, (await newStaff(house, { roles: ['operations'] })).headers, 'zh-CN');
  });
  afterEach(() => forgetCustomers(house));
  afterAll(() => house.close());

  const count = async (sql: string) => Number((await database.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${sql}`))[0]!.n);

  it('REQ-D20 two imports of one file at once: every customer once, every row with an outcome', async () => {
    const started = await Promise.all([importer.start(file(3000)), colleague.start(file(3000))]);
    const [one, other] = await Promise.all(started.map(({ id }) => importer.ended(id, 60)));
    expect(await count('customer')).toBe(3000);
    for (const answer of [one!, other!]) expect([answer.state, answer.created + answer.duplicate]).toEqual(['done', 3000]);
    expect(one!.created + other!.created).toBe(3000);
    expect(await count('import_row')).toBe(6000);
  }, 90_000);

  it('REQ-D20 colleagues who enter the same people meanwhile: one customer each, whoever was first', async () => {
    const { id } = await importer.start(file(3000));
    const statuses: number[] = [];
    for (let i = 2990; i > 2940; i--) {
      const payload = { name: '同事录入', phone: `1380013${String(1000 + i).padStart(4, '0')}` };
      statuses.push((await house.app.inject({ method: 'POST', url: '/api/customers', headers: colleague.headers, payload })).statusCode);
    }
    const answer = await importer.ended(id, 60);
    const entered = statuses.filter((status) => status === 201).length;
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect(answer).toMatchObject({ state: 'done', created: 3000 - entered, duplicate: entered });
    expect(await count('customer')).toBe(3000);
  }, 90_000);

  it('REQ-D20 with “fill up”, rows of one person give him what he lacks, also when he is new or two of his keys stand apart', async () => {
    await importer.import('姓名,手机\n张三,13800138000\n');
    const result = await importer.import(
      '姓名,手机,QQ,地区\n张三,13800138000,123456,\n张三,,123456,北京\n李四,13900139000,,\n李四,13900139000,654321,\n李四,,654321,上海\n',
      { policy: 'update' },
    );
    expect(result).toMatchObject({ state: 'done', created: 1, updated: 4, duplicate: 0 });
    expect(await database.rows('SELECT name, qq, area FROM customer ORDER BY id')).toEqual([
      { name: '张三', qq: '123456', area: '北京' },
      { name: '李四', qq: '654321', area: '上海' },
    ]);
  });

  it('REQ-D25 cancelled by its own address or as a job, it keeps what is in, whose rows add up', async () => {
    for (const how of ['import', 'job'] as const) {
      const { id, jobId } = await importer.start(
        `姓名,QQ\n${Array.from({ length: 40_000 }, (_, i) => `客户${i},${how === 'job' ? 1 : 2}${10_000 + i}`).join('\n')}\n`,
        { distribute: 'false' },
      );
      await importer.until(id, ({ created }) => created > 0);
      const answer =
        how === 'import'
          ? await importer.post(`${id}/cancel`)
          : await house.app.inject({ method: 'POST', url: `/api/jobs/${jobId}/cancel`, headers: importer.headers });
      expect(answer.statusCode).toBe(200);
      const ended = await importer.ended(id, 30);
      expect(ended.state).toBe('cancelled');
      expect(ended.created).toBeGreaterThan(0);
      expect(ended.created).toBeLessThan(40_000);
      expect(await count(`import_row WHERE importId = ${id}`)).toBe(ended.created);
      expect((await importer.post(`${id}/cancel`)).json()).toMatchObject({ code: 'import.state' });
    }
    const totals = await database.rows<{ n: number }>(
      'SELECT COALESCE(SUM(n), 0) AS n FROM (SELECT n FROM customer_count UNION ALL SELECT n FROM customer_count_delta) t',
    );
    expect(Number(totals[0]!.n)).toBe(await count('customer'));
  }, 90_000);

  it('an import ends with its job: cancelled while it waited, or out of tries', async () => {
    const keep = house.app.get(ImportKeepService, { strict: false });
    const made = await Promise.all(
      ['cancelled', 'failed'].map(async (state) => ({ state, id: (await importer.upload(file(1))).json<{ id: number }>().id })),
    );
    for (const { state, id } of made) {
      const [{ max }] = (await database.rows<{ max: number }>('SELECT MAX(id) AS max FROM job')) as [{ max: number }];
      await database.run(`UPDATE job SET state = ?, error = 'out of tries' WHERE id = ?`, [state, max]);
      await database.run(`UPDATE customer_import SET state = 'waiting', jobId = ? WHERE id = ?`, [max, id]);
      await keep.settle();
      expect(await importer.get(String(id))).toMatchObject({ state, error: state === 'failed' ? 'out of tries' : null });
    }
  });

  it('faults are told in the language of whoever reads them, whoever started the import', async () => {
    const { id } = await colleague.import('姓名,手机\n,1\n');
    const faults = async (language: string) => {
      const headers = { ...importer.headers, 'accept-language': language };
      const { items } = (await house.app.inject({ url: `/api/imports/${id}/rows`, headers })).json<{ items: RowAnswer[] }>();
      return items[0]!.faults.map((fault) => fault.message).sort();
    };
    expect(await faults('en')).toEqual(['Required', 'The phone number is not valid']);
    expect(await faults('zh-CN')).toEqual(['必填', '电话号码格式不正确'].sort());
  });

  it('REQ-D25 files and cells are forgotten after 30 days, outcomes stay; what was never started goes', async () => {
    const keep = house.app.get(ImportKeepService, { strict: false });
    const clock = house.app.get(Clock, { strict: false });
    const result = await importer.import('姓名,手机\n张三,13800138000\n李四,12\n');
    const { id: unstarted } = (await importer.upload(file(1))).json<{ id: number }>();
    const files = await count('stored_file');
    expect(await keep.forget()).toBe(0);
    expect((await importer.rows(result.id, '?outcome=invalid'))[0]!.cells).toEqual(['李四', '12']);
    const now = clock.now();
    try {
      clock.set(now + 31 * DAY);
      expect(await keep.forget()).toBe(2);
    } finally {
      clock.set(now);
    }
    expect(await importer.get(String(result.id))).toMatchObject({ created: 1, invalid: 1, sample: [] });
    expect(await importer.rows(result.id, '?outcome=invalid')).toMatchObject([{ cells: null, faults: [{ code: 'phone.invalid' }] }]);
    expect((await importer.get<{ code: string }>(String(unstarted))).code).toBe('not-found');
    expect(await count('stored_file')).toBe(files - 2);
  });

  it('REQ-D20 a file that is refused as a whole stays refused when its run is resumed', async () => {
    await importer.import('姓名,手机\n客户0,13800131000\n');
    const { id } = (await importer.upload(`${file(1)}`, { policy: 'reject' })).json<{ id: number }>();
    // a first try has looked, and died before it wrote anything
    await database.run('UPDATE customer_import SET refused = 1 WHERE id = ?', [id]);
    await importer.post(`${id}/start`);
    expect(await importer.ended(id)).toMatchObject({ state: 'refused', created: 0, duplicate: 1 });
  });
});
