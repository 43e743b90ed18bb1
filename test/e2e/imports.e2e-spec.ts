import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { forgetCustomers } from '../clean.js';
import { type AuthHeaders, newStaff, STAFF_PASSWORD } from '../staff.js';

interface ImportAnswer {
  id: number;
  state: string;
  created: number;
  updated: number;
  duplicate: number;
  invalid: number;
  succeeded: number;
  failed: number;
  totalRows: number;
  header: string[];
  mapping: { columns: { column: string; field: string }[] };
}

describe('import', () => {
  let house: TestApp;
  let operations: { id: number; headers: AuthHeaders };
  let database: Database;

  beforeAll(async () => {
    house = await startApp();
    database = house.app.get(Database, { strict: false });
    operations = await newStaff(house, { roles: ['operations'] });
  });
  afterEach(() => forgetCustomers(house));
  afterAll(() => house.close());

  const upload = async (
    text: string | Buffer,
    fields: Record<string, unknown> = {},
    headers: Record<string, string> = operations.headers,
  ) => {
    const boundary = 'x-boundary';
    const parts = Object.entries(fields).map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`,
    );
    const head = Buffer.from(
      `${parts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="leads.csv"\r\nContent-Type: text/csv\r\n\r\n`,
    );
    const payload = Buffer.concat([head, Buffer.from(text as string), Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return house.app.inject({
      method: 'POST',
      url: '/api/imports',
      headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}`, 'accept-language': 'en' },
      payload,
    });
  };
  const get = async (url: string) => (await house.app.inject({ url: `/api/imports/${url}`, headers: operations.headers })).json();
  const ended = async (id: number): Promise<ImportAnswer> => {
    for (let i = 0; i < 200; i++) {
      const answer = (await get(String(id))) as ImportAnswer;
      if (!['waiting', 'running'].includes(answer.state)) return answer;
      await sleep(50);
    }
    throw new Error('the import did not end');
  };
  const imported = async (text: string | Buffer, fields: Record<string, unknown> = {}) => {
    const answer = await upload(text, { start: 'true', ...fields });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return ended(answer.json<ImportAnswer>().id);
  };
  const customers = () =>
    database.rows<{ id: number; name: string; phone: string | null; source: string | null; area: string | null; holding: string }>(
      'SELECT id, name, phone, source, area, holding FROM customer ORDER BY id',
    );

  it('REQ-D24 every row ends as created, duplicate or invalid with its reasons, and the totals add up', async () => {
    const result = await imported(
      '姓名,手机,来源\n张三,138 0013 8000,百度推广\n李四,13800138000,\n,13900139000,\n王五,12,火星\n赵六,１３９００１３９００１,QQ群\n',
    );
    expect(result).toMatchObject({ state: 'done', totalRows: 5, created: 2, duplicate: 1, invalid: 2, succeeded: 2, failed: 3 });
    expect(await customers()).toMatchObject([
      { name: '张三', phone: '+8613800138000', source: 'baidu' },
      { name: '赵六', phone: '+8613900139001', source: 'qq-group' },
    ]);
    const rows = (await get(`${result.id}/rows?outcome=invalid`)).items;
    expect(rows.map((r: { rowNumber: number; faults: { path: string }[] }) => [r.rowNumber, r.faults.map((f) => f.path).sort()])).toEqual([
      [4, ['name']],
      [5, ['phone', 'source']],
    ]);
    const numbers: number[] = [];
    for (let cursor = ''; ;) {
      const page = await get(`${result.id}/rows?sort=-rowNumber&pageSize=2${cursor}`);
      numbers.push(...page.items.map((r: { rowNumber: number }) => r.rowNumber));
      if (!page.nextCursor) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(numbers).toEqual([6, 5, 4, 3, 2]);
  });

  it('REQ-D25 templates, value maps and empty words; unknown sources kept as new dictionary items', async () => {
    const result = await imported(
      'Prospect ID,Lead Number,Lead Source,City\na,660737,Olark Chat,Select\nb,660728,Organic Search,Mumbai\nc,660727,google,\n',
      {
        mapping: {
          columns: [
            { column: 'Lead Number', field: 'externalId' },
            { column: 'Lead Source', field: 'source' },
            { column: 'City', field: 'area' },
          ],
          templates: { name: 'Lead {Lead Number}' },
          values: { source: { google: 'Google' } },
          empty: ['Select'],
          unknown: 'keep',
        },
      },
    );
    expect(result).toMatchObject({ state: 'done', created: 3 });
    expect((await customers()).map((c) => [c.name, c.source, c.area])).toEqual([
      ['Lead 660737', 'Olark Chat', null],
      ['Lead 660728', 'Organic Search', 'Mumbai'],
      ['Lead 660727', 'Google', null],
    ]);
  });

  it('REQ-D24 a faulty row names the cells at fault: a column with what it says, the columns of a template, none for what is no cell', async () => {
    const mapping = {
      columns: [
        { column: '手机', field: 'phone' },
        { column: '渠道', field: 'source' },
      ],
      templates: { name: '{公司} {职位}' },
      defaults: { level: '没有这个级别' },
    };
    const file = '公司,职位,手机,渠道\n甲,经理,12,\n乙,,13800138000, 火星 \n';
    const { id } = (await upload(file, { mapping })).json<ImportAnswer>();
    const found = (rows: { faults: { path: string; cells: object[] }[] }[]) =>
      rows.map(({ faults }) => Object.fromEntries(faults.map(({ path, cells }) => [path, cells])));
    const expected = [
      { phone: [{ column: '手机', value: '12' }], level: [] },
      {
        name: [
          { column: '公司', value: '乙' },
          { column: '职位', value: null },
        ],
        source: [{ column: '渠道', value: '火星' }],
        level: [],
      },
    ];
    const url = `/api/imports/${id}/preview`;
    const preview = await house.app.inject({ method: 'POST', url, headers: operations.headers, payload: {} });
    expect(found(preview.json().rows)).toEqual(expected);
    await house.app.inject({ method: 'POST', url: `/api/imports/${id}/start`, headers: operations.headers });
    expect(await ended(id)).toMatchObject({ invalid: 2 });
    expect(found((await get(`${id}/rows`)).items)).toEqual(expected);
    await database.run('UPDATE import_row SET cells = NULL');
    expect(found((await get(`${id}/rows`)).items)[0]).toEqual({ phone: [], level: [] });
  });

  it('REQ-D20 skip, update the empty fields, or reject the whole file', async () => {
    await imported('姓名,手机\n张三,13800138000\n');
    expect(await imported('姓名,手机,地区\n张老三,13800138000,北京\n')).toMatchObject({ duplicate: 1, created: 0 });
    expect(await imported('姓名,手机,地区\n张老三,13800138000,北京\n', { policy: 'update' })).toMatchObject({ updated: 1, duplicate: 0 });
    expect(await customers()).toMatchObject([{ name: '张三', area: '北京' }]);
    const refused = await imported('姓名,手机\n新人,13900139001\n张三,13800138000\n', { policy: 'reject' });
    expect(refused).toMatchObject({ state: 'refused', created: 0, duplicate: 1, invalid: 1 });
    expect(await customers()).toHaveLength(1);
  });

  it('REQ-D24 a row that repeats an earlier one names that row, in the preview as in the result, however far they lie apart', async () => {
    await imported('姓名,手机\n老客,13800138999\n');
    const others = Array.from({ length: 1200 }, (_, i) => `客户${i},${13_900_000_000 + i}`);
    const file = ['姓名,手机', '新客,13800138000', '新客,13800138000', '老客,13800138999', ...others, '新客,13800138000'].join('\n');
    const { id } = (await upload(file)).json<ImportAnswer>();
    const url = `/api/imports/${id}/preview`;
    const headers = { ...operations.headers, 'accept-language': 'en' };
    const preview = await house.app.inject({ method: 'POST', url, headers, payload: {} });
    await house.app.inject({ method: 'POST', url: `/api/imports/${id}/start`, headers });
    expect(await ended(id)).toMatchObject({ created: 1201, duplicate: 3 });
    const { items } = (await house.app.inject({ url: `/api/imports/${id}/rows?outcome=duplicate`, headers })).json();
    const told = (rows: { rowNumber: number; faults: { code: string; message: string }[] }[]) =>
      rows.flatMap(({ rowNumber, faults }) => faults.map(({ code, message }) => [rowNumber, code, message]));
    const earlier = ['import.duplicate-in-file', 'The same as an earlier row of the file: row 2'];
    const expected = [
      [3, ...earlier],
      [4, 'import.duplicate', expect.stringMatching(/^This customer exists already C\d{8}$/)],
    ];
    expect(told(preview.json().rows)).toEqual(expected);
    expect(told(items)).toEqual([...expected, [1205, ...earlier]]);
  });

  it('a row that matches two customers is invalid and names both', async () => {
    await imported('姓名,手机,QQ\n甲,13800138000,\n乙,,123456\n');
    const result = await imported('姓名,手机,QQ\n丙,13800138000,123456\n');
    expect(result).toMatchObject({ invalid: 1 });
    const [row] = (await get(`${result.id}/rows`)).items;
    expect(row.faults[0].message).toMatch(/C\d{8}.*C\d{8}/);
  });

  it('uploads, previews with faults by the code of the run, is changed, started once, and the failed rows come back as a workbook', async () => {
    const answer = (await upload('Name,Phone,Tel2\nAnn,13800138000,\n,1,\n')).json<ImportAnswer>();
    expect(answer.mapping.columns.map((c) => c.field)).toEqual(['name', 'phone']);
    const preview = await house.app.inject({
      method: 'POST',
      url: `/api/imports/${answer.id}/preview`,
      headers: operations.headers,
      payload: {},
    });
    expect(preview.json().rows.map((r: { outcome: string }) => r.outcome)).toEqual(['created', 'invalid']);
    expect(await customers()).toEqual([]);
    const bad = await house.app.inject({
      method: 'PATCH',
      url: `/api/imports/${answer.id}`,
      headers: operations.headers,
      payload: { mapping: { columns: [{ column: 'Nope', field: 'name' }] } },
    });
    expect(bad.json()).toMatchObject({ code: 'import.mapping', errors: [{ path: 'mapping.columns.0.column' }] });
    expect(
      (await house.app.inject({ method: 'POST', url: `/api/imports/${answer.id}/start`, headers: operations.headers })).statusCode,
    ).toBe(202);
    expect(
      (await house.app.inject({ method: 'POST', url: `/api/imports/${answer.id}/start`, headers: operations.headers })).json().code,
    ).toBe('import.state');
    await ended(answer.id);
    const workbook = await house.app.inject({ url: `/api/imports/${answer.id}/failed-rows`, headers: operations.headers });
    expect(workbook.statusCode).toBe(200);
    expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const template = await house.app.inject({ url: '/api/imports/template', headers: operations.headers });
    expect(template.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('REQ-B20 a sales director imports, and sees his own imports only', async () => {
    const director = await newStaff(house, { roles: ['sales-director'] });
    const answer = await upload('姓名,手机\n张三,13800138000\n', { start: 'true' }, director.headers);
    expect(answer.statusCode).toBe(201);
    const { id } = answer.json<ImportAnswer>();
    expect(await ended(id)).toMatchObject({ state: 'done', created: 1 });
    // by the import which row became whom, and by the list the customer, who has no department yet
    const seen = async (url: string) => (await house.app.inject({ url, headers: director.headers })).json();
    const { items: rows } = await seen(`/api/imports/${id}/rows`);
    expect(rows).toMatchObject([{ outcome: 'created', customerId: expect.any(Number) as number }]);
    expect(await seen(`/api/customers/${rows[0].customerId}`)).toMatchObject({ name: '张三', holding: 'pending', departmentId: null });
    expect((await seen('/api/customers?search=张三')).items).toMatchObject([{ id: rows[0].customerId }]);
    const others = (await upload('姓名\nA\n')).json<ImportAnswer>();
    const list = await house.app.inject({ url: '/api/imports', headers: director.headers });
    expect(list.json<{ items: { id: number }[] }>().items.map(({ id }) => id)).toEqual([answer.json<ImportAnswer>().id]);
    expect((await house.app.inject({ url: `/api/imports/${others.id}`, headers: director.headers })).statusCode).toBe(404);
  });

  it('REQ-D33 the customers of an import, new and filled up, are those of a filter; an import out of reach has nobody, like one that is not there', async () => {
    await imported('姓名,手机\n老客,13800138000\n');
    const director = await newStaff(house, { roles: ['sales-director'] });
    const boss = await newStaff(house, { roles: ['sales-director'] });
    const answer = await upload(
      '姓名,手机,地区\n老客,13800138000,北京\n新客,13800138001,\n坏客,1,\n',
      { start: 'true', policy: 'update' },
      director.headers,
    );
    const { id } = answer.json<ImportAnswer>();
    expect(await ended(id)).toMatchObject({ created: 1, updated: 1, invalid: 1 });
    const named = async (query: string, headers = director.headers) => {
      const { items, total } = (await house.app.inject({ url: `/api/customers?${query}&sort=id`, headers })).json();
      return [total, ...items.map(({ name }: { name: string }) => name)];
    };
    expect(await named(`importId=${id}`)).toEqual([2, '老客', '新客']);
    expect(await named(`importId=${id}&area=北京`)).toEqual([1, '老客']);
    expect(await named(`importId=${id}`, operations.headers)).toEqual([2, '老客', '新客']);
    // he sees both customers, and only his own imports
    expect(await named('search=客', boss.headers)).toEqual([2, '老客', '新客']);
    expect(await named(`importId=${id}`, boss.headers)).toEqual([0]);
    expect(await named('importId=999999')).toEqual([0]);
    const whoIsHis = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    expect(await named(`importId=${id}`, whoIsHis.headers)).toEqual([0]);
    const office = await new BackOffice(house).signIn(director.username, STAFF_PASSWORD);
    const { body } = await office.get(`/api/resources/customers/actions/list?filters.importId=${id}`);
    expect(body.records.map((r: { params: { name: string } }) => r.params.name).sort()).toEqual(['新客', '老客'].sort());
  });

  it('REQ-D25 a column that says who has enrolled is named before the import, in both languages: every row comes in as an open lead', async () => {
    const answer = (await upload('姓名,手机,报名 状态,Status\n张三,13800138000,已报名,enrolled\n李四,13800138001,未报名,open\n')).json();
    expect(answer.warnings.map((w: { path: string; code: string }) => [w.path, w.code])).toEqual([
      ['报名 状态', 'import.status-left-out'],
      ['Status', 'import.status-left-out'],
    ]);
    expect(answer.warnings[0].message).toContain('comes in as an open lead');
    // whatever one makes of the column
    const mapping = { columns: [...answer.mapping.columns, { column: '报名 状态', field: 'notes' }] };
    const preview = async (language: string) =>
      (
        await house.app.inject({
          method: 'POST',
          url: `/api/imports/${answer.id}/preview`,
          headers: { ...operations.headers, 'accept-language': language },
          payload: { mapping },
        })
      ).json();
    expect((await preview('en')).warnings[1].message).toContain('“Status”');
    expect((await preview('zh-CN')).warnings[0].message).toContain('每一行都作为未报名的客户导入');
    await house.app.inject({ method: 'POST', url: `/api/imports/${answer.id}/start`, headers: operations.headers });
    await ended(answer.id);
    expect(await database.rows('SELECT DISTINCT status, holding FROM customer')).toEqual([{ status: 'open', holding: 'pending' }]);
    expect((await upload('姓名,工作状态\n王五,在职\n')).json().warnings).toEqual([]);
  });

  it('REQ-D16 do-not-call and the emergency contact come in by a file as by hand, and a row never takes a flag back', async () => {
    const head = '姓名,手机,请勿致电,Do not mail,紧急联系人,紧急联系人电话';
    const first = await imported(`${head}\n张三,13800138000,是,no,张父,13900001111\n李四,13800138001,,,,\n王五,13800138002,也许,,,\n`);
    expect(first).toMatchObject({ created: 2, invalid: 1 });
    const found = async (name: string) => {
      const [row] = await database.rows<Record<string, unknown>>(
        `SELECT c.doNotCall, c.doNotMail, p.emergencyContactName, p.emergencyContactPhone FROM customer c LEFT JOIN person_profile p ON p.customerId = c.id WHERE c.name = ?`,
        [name],
      );
      return Object.values(row!).map((value) => (typeof value === 'string' || value === null ? value : Number(value)));
    };
    expect(await found('张三')).toEqual([1, 0, '张父', '+8613900001111']);
    expect(await found('李四')).toEqual([0, 0, null, null]);
    const again = await imported(`${head}\n张三,13800138000,否,是,别人,\n李四,13800138001,否,否,,\n`, { policy: 'update' });
    expect(again).toMatchObject({ updated: 1, duplicate: 1 });
    expect(await found('张三')).toEqual([1, 1, '张父', '+8613900001111']);
  });

  it('REQ-B20 a salesperson may not import; files that are no spreadsheets are refused with the reason', async () => {
    const seller = await newStaff(house, { roles: ['salesperson'] });
    expect((await upload('a\n1\n', {}, seller.headers)).statusCode).toBe(403);
    expect((await upload('<html><script>alert(1)</script>')).statusCode).toBe(415);
    expect((await upload('姓名,手机\n')).json().code).toBe('import.no-rows');
    expect((await upload('x'.repeat(40_000))).statusCode).toBe(400);
    const faulty = await upload('姓名\nA\n', { policy: 'whatever', colour: 'red' });
    expect(faulty.statusCode).toBe(400);
    expect(
      faulty
        .json()
        .errors.map((e: { path: string }) => e.path)
        .sort(),
    ).toEqual(['colour', 'policy']);
  });

  it('keeps every row through batches, with each customer once', async () => {
    const lines = Array.from({ length: 2500 }, (_, i) => `客户${i},1380013${String(1000 + i).padStart(4, '0')}`);
    const result = await imported(`姓名,手机\n${lines.join('\n')}\n${lines.slice(0, 5).join('\n')}\n`);
    expect(result).toMatchObject({ state: 'done', created: 2500, duplicate: 5, totalRows: 2505 });
    const [n] = await database.rows<{ n: number }>('SELECT COUNT(*) AS n FROM import_row');
    expect(Number(n!.n)).toBe(2505);
  });

  it('REQ-D24 REQ-E12 an import tells where its customers are: with an owner, waiting, or with nobody to take them', async () => {
    const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const quota = { staffId: seller.id, weight: 1, perRound: 5, maxOpen: 2 };
    await house.app.inject({ method: 'POST', url: '/api/distribution/quotas', headers: operations.headers, payload: quota });
    const rows = ['姓名,手机', ...[1, 2, 3].map((n) => `某${n},1370000100${n}`)].join('\n');
    const { id } = await imported(rows, { distribute: 'true' });
    let now = await get(`${id}/whereabouts`);
    for (let i = 0; i < 200 && now.waiting; i++) {
      await sleep(50);
      now = await get(`${id}/whereabouts`);
    }
    expect(now).toEqual({ distribute: true, owned: 2, waiting: 0, stranded: 1, pool: 0 });
    const other = await newStaff(house, { roles: ['salesperson'], departmentCode: 1002 });
    const refused = await house.app.inject({ url: `/api/imports/${id}/whereabouts`, headers: other.headers });
    expect([403, 404]).toContain(refused.statusCode);
  });
});
