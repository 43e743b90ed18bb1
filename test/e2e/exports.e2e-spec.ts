import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExportHandlers } from '../../src/modules/customers/export/export.handlers.js';
import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { BackOffice } from '../admin.js';
import { bulkOwned, headersOf } from '../builders/held-customers.js';
import { allCells, partOf } from '../builders/read-sheet.js';
import { ADMIN, type AuthHeaders, newStaff, signIn, STAFF_PASSWORD } from '../staff.js';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Who = { id: number; username: string; headers: AuthHeaders };

describe('exports of customers', () => {
  let house: TestApp;
  let folder: string;
  let sales: Who;
  let colleague: Who;
  let supervisor: Who;
  let operations: Who;
  let tutor: Who;
  beforeAll(async () => {
    house = await startApp();
    folder = mkdtempSync(join(tmpdir(), 'tide-export-'));
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    colleague = await newStaff(house, { roles: ['salesperson'], departmentCode: 1002 });
    supervisor = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 });
    operations = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
    tutor = await newStaff(house, { roles: ['class-tutor'], departmentCode: 1001 });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await house.close();
  });

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const send = (method: Method, url: string, who: { headers: AuthHeaders }, payload?: object, language = 'en') =>
    house.app.inject({
      method,
      url: `/api${url}`,
      headers: { ...who.headers, 'accept-language': language },
      ...(payload ? { payload } : {}),
    });
  const enter = async (who: Who, body: object) => (await send('POST', '/customers', who, body)).json();
  const ended = async (id: number, who: { headers: AuthHeaders }) => {
    for (let i = 0; i < 800; i++) {
      const answer = (await send('GET', `/customer-exports/${id}`, who)).json();
      if (!['waiting', 'running'].includes(answer.state)) return answer;
      await sleep(25);
    }
    throw new Error(`export ${id} did not end`);
  };
  const jobEnded = async (id: number, who: { headers: AuthHeaders }) => {
    for (let i = 0; i < 400; i++) {
      const job = (await send('GET', `/jobs/${id}`, who)).json();
      if (job.finishedAt) return job;
      await sleep(25);
    }
    throw new Error(`job ${id} did not end`);
  };
  const cellsOf = async (id: number, who: { headers: AuthHeaders }) => {
    const answer = await send('GET', `/customer-exports/${id}/file`, who);
    if (answer.statusCode !== 200) throw new Error(answer.body);
    const path = join(folder, `${id}.xlsx`);
    writeFileSync(path, answer.rawPayload);
    return { cells: await allCells(path), path, answer };
  };
  const exported = async (who: { headers: AuthHeaders }, body: object, language = 'en') => {
    const started = await send('POST', '/customers/export', who, body, language);
    if (started.statusCode !== 202) throw new Error(started.body);
    const row = await ended(started.json().id, who);
    if (row.state !== 'done') throw new Error(JSON.stringify(row));
    return { row, ...(await cellsOf(row.id, who)) };
  };

  it('the filtered list becomes a workbook, in words, in the order of the list; one entry of the log says how many', async () => {
    for (const [name, source, level] of [
      ['乙', 'baidu', 'key'],
      ['甲', 'baidu', 'normal'],
      ['丙', 'seo', 'key'],
    ] as const)
      await enter(sales, {
        name: `出口${name}`,
        source,
        level,
        phone: `1361111${['乙', '甲', '丙'].indexOf(name)}000`,
        tags: ['周末', '强'],
        doNotCall: name === '甲',
      });
    const started = await send(
      'POST',
      '/customers/export',
      sales,
      {
        filters: { source: ['baidu'], search: '出口' },
        sort: 'name',
        columns: ['number', 'name', 'phone', 'source', 'level', 'tags', 'ownerId', 'doNotCall', 'createdAt'],
      },
      'zh-CN',
    );
    expect(started.statusCode).toBe(202);
    expect(started.json()).toMatchObject({
      state: expect.stringMatching(/waiting|running|done/),
      expected: 2,
      jobId: expect.any(Number),
      file: null,
    });
    const done = await ended(started.json().id, sales);
    expect(done).toMatchObject({ state: 'done', rows: 2, error: null });
    const job = await jobEnded(done.jobId, sales);
    expect(job).toMatchObject({ state: 'done', progress: { done: 2, total: 2 }, result: { rows: 2 } });
    const { cells, answer } = await cellsOf(done.id, sales);
    expect(cells[0]).toEqual(['客户编号', '姓名/名称', '电话', '来源', '级别', '标签', '顾问', '请勿致电', '录入时间']);
    expect(
      cells
        .slice(1)
        .map((row) => row[1])
        .sort(),
    ).toEqual(['出口乙', '出口甲'].sort());
    expect(cells.find((row) => row[1] === '出口甲')).toEqual([
      expect.stringMatching(/^C\d{8}$/),
      '出口甲',
      '+8613611111000',
      '百度推广',
      '普通客户',
      expect.stringContaining('、'),
      '张销售',
      '是',
      expect.stringMatching(/^\d{4}-/),
    ]);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename=/);
    expect(answer.headers['cache-control']).toBe('no-store');
    const [log] = await get(Database).rows<{ detail: string; actorId: number }>(
      `SELECT detail, actorId FROM audit_entry WHERE action = 'export' AND subjectId = ?`,
      [`export-${done.id}`],
    );
    expect(log!.actorId).toBe(sales.id);
    expect(JSON.parse(log!.detail)).toMatchObject({ count: 2, filters: { source: ['baidu'], search: '***' }, sort: 'name' });
  });

  it('no cell is a formula, whatever somebody has called a customer', async () => {
    const names = ['=HYPERLINK("http://evil","x")', '+1+1', '-2+3', '@SUM(A1)', '\t=1+1'];
    for (const name of names) await enter(sales, { name, area: '公式' });
    const { path, cells } = await exported(sales, { filters: { area: '公式' }, columns: ['name'] });
    expect(cells.slice(1).flat().sort()).toEqual(names.map((n) => n.trim()).sort());
    const sheet = await partOf(path, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('=HYPERLINK');
    expect(sheet).not.toMatch(/<f[ >]/);
  });

  it('rows, fields and masks are those of the list for whoever exports', async () => {
    await enter(sales, {
      name: '遮盖',
      phone: '13622220000',
      qq: '555666777',
      area: '遮',
      address: '某街1号',
      person: { idNumber: '11010519491231002X', emergencyContactPhone: '13933334444' },
    });
    await enter(colleague, { name: '别人的', area: '遮' });
    const columns = ['name', 'phone', 'qq', 'address', 'emergencyContactPhone'];
    const own = await exported(sales, { filters: { area: '遮' }, columns });
    expect(own.cells.slice(1)).toEqual([['遮盖', '+8613622220000', '555666777', '某街1号', '+8613933334444']]);
    expect((await send('POST', '/customers/export', tutor, { filters: { area: '遮' } })).statusCode).toBe(403);
    expect((await send('POST', '/customers/export', sales, { columns: ['idNumber'] })).statusCode).toBe(400);
    // a role that exports without seeing contact data, and without levels
    const admin = { headers: await signIn(house, ADMIN.username) };
    const role = (await send('POST', '/roles', admin, { code: 'analyst', nameZh: '分析', nameEn: 'Analyst' })).json();
    const rule = async (action: string, more: object = {}) => {
      const { items } = (await send('GET', `/permissions?action=${action}&subject=Customer&pageSize=100`, admin)).json();
      return { permissionId: items[0].id, reach: 'all', ...more };
    };
    const fields = ['name', 'phone', 'qq', 'area', 'ownerId', 'createdAt'];
    const set = await send('PUT', `/roles/${role.id}/permissions`, admin, {
      permissions: [await rule('read', { fields }), await rule('export')],
    });
    if (set.statusCode !== 200) throw new Error(set.body);
    const analyst = await newStaff(house, { roles: ['analyst'] });
    const narrow = await exported(analyst, {
      filters: { area: '遮' },
      columns: ['name', 'phone', 'qq', 'level', 'address'],
    });
    expect(narrow.cells[0]).toEqual(['Name', 'Phone', 'QQ']);
    expect(narrow.cells.slice(1).sort()).toEqual([['别人的'], ['遮盖', '136****0000', '55****77']].sort());
    expect((await send('POST', '/customers/export', analyst, { filters: { level: 'key' } })).json()).toMatchObject({
      status: 403,
      code: 'field.forbidden',
    });
  });

  it('the file is his alone, and for a day', async () => {
    const { row } = await exported(supervisor, { filters: { area: '遮' } });
    for (const path of [`/customer-exports/${row.id}`, `/customer-exports/${row.id}/file`])
      for (const who of [sales, operations]) expect((await send('GET', path, who)).statusCode).toBe(404);
    expect((await send('GET', `/jobs/${row.jobId}`, sales)).statusCode).toBe(404);
    expect((await send('GET', '/customer-exports', supervisor)).json()).toMatchObject({ total: 1, items: [{ id: row.id, state: 'done' }] });
    const [message] = await get(Database).rows<{ params: string }>(
      `SELECT params FROM notification WHERE recipientId = ? AND code = 'customers.exported'`,
      [supervisor.id],
    );
    expect(JSON.parse(message!.params)).toMatchObject({ rows: row.rows });
    get(Clock).advance(DAY + 1000);
    const later = { headers: await headersOf(house, supervisor.id) };
    expect((await send('GET', `/customer-exports/${row.id}/file`, later)).json()).toMatchObject({ status: 410, code: 'export.expired' });
    expect(await get(ExportHandlers).forget({}, { stopped: () => false } as never)).toMatchObject({ files: expect.any(Number) });
    expect((await send('GET', `/customer-exports/${row.id}`, later)).json()).toMatchObject({ state: 'expired', file: null });
    get(Clock).advance(-DAY - 1000);
  });

  it('refuses nothing to export, too many, and filters the list would refuse', async () => {
    expect((await send('POST', '/customers/export', sales, { filters: { area: '没有这个' } })).json()).toMatchObject({
      status: 409,
      code: 'export.none',
    });
    expect(
      (await send('POST', '/customers/export', sales, { filters: { status: 'x', colour: 1 } }))
        .json()
        .errors.map((e: any) => e.path)
        .sort(),
    ).toEqual(['filters.colour', 'filters.status.0']);
    expect((await send('POST', '/customers/export', sales, { ids: [1], filters: {} })).json()).toMatchObject({
      status: 400,
      errors: [{ code: 'selection.both' }],
    });
    expect((await send('POST', '/customers/export', sales, { view: 999_999 })).statusCode).toBe(404);
    const admin = { headers: await signIn(house, ADMIN.username) };
    await send('PUT', '/settings/customers.exportLimit', admin, { value: 3 });
    expect((await send('POST', '/customers/export', sales, {})).json()).toMatchObject({ status: 409, code: 'export.too-many' });
    await send('PUT', '/settings/customers.exportLimit', admin, { value: 100_000 });
  });

  it('many are written batch by batch; one that is cancelled leaves no file', async () => {
    const busy = await newStaff(house, { roles: ['salesperson'], departmentCode: 1003 });
    await bulkOwned(house, [busy.id], 3000);
    const { row, cells } = await exported(busy, { columns: ['number', 'name'] });
    expect([row.rows, cells.length]).toEqual([3000, 3001]);
    expect(new Set(cells.slice(1).map((c) => c[0])).size).toBe(3000);
    const before = Number((await get(Database).rows<{ n: number }>('SELECT COUNT(*) AS n FROM stored_file'))[0]!.n);
    const started = (await send('POST', '/customers/export', busy, {})).json();
    const cancel = await send('POST', `/jobs/${started.jobId}/cancel`, busy, {});
    const end = await ended(started.id, busy);
    expect([
      [200, 'cancelled'],
      [409, 'done'],
    ]).toContainEqual([cancel.statusCode, end.state]);
    if (end.state === 'cancelled')
      expect(Number((await get(Database).rows<{ n: number }>('SELECT COUNT(*) AS n FROM stored_file'))[0]!.n)).toBe(before);
  });

  it('ticked rows and a saved view are exported as well', async () => {
    const a = await enter(sales, { name: '勾选甲', area: '勾' });
    const b = await enter(sales, { name: '勾选乙', area: '勾' });
    const others = await enter(colleague, { name: '勾选丙' });
    const chosen = await exported(sales, { ids: [b.id, a.id, others.id], columns: ['name'] });
    expect(chosen.cells.slice(1)).toEqual([['勾选乙'], ['勾选甲']]);
    const view = (await send('POST', '/saved-views', sales, { name: '勾', filters: { area: '勾' }, sort: 'createdAt' })).json();
    expect((await exported(sales, { view: view.id, columns: ['name'] })).cells.slice(1)).toEqual([['勾选甲'], ['勾选乙']]);
    const desk = await new BackOffice(house).signIn(sales.username, STAFF_PASSWORD);
    const led = await desk.post(`/api/resources/customers/bulk/exportChosen?recordIds=${a.id},${b.id}`);
    expect(led.body).toMatchObject({ notice: { type: 'success' }, redirectUrl: expect.stringContaining('/admin/pages/customer-exports') });
  });

  it('REQ-D33 what is exported is what was asked for, whatever becomes of the view that named it', async () => {
    for (const name of ['定甲', '定乙']) await enter(sales, { name, area: '定' });
    for (const change of ['change', 'removal'] as const) {
      const view = (await send('POST', '/saved-views', sales, { name: '定', filters: { area: '定' }, sort: 'name' })).json();
      const started = (
        await send('POST', '/customers/export', sales, { view: view.id, filters: { status: 'open' }, columns: ['name'] })
      ).json();
      expect(started).toMatchObject({
        expected: 2,
        selection: { filters: { area: '定', status: 'open' }, sort: 'name', fromView: view.id },
      });
      expect(started.selection).not.toHaveProperty('view');
      if (change === 'change') await send('PATCH', `/saved-views/${view.id}`, sales, { filters: {} });
      else await send('DELETE', `/saved-views/${view.id}`, sales);
      expect(await ended(started.id, sales)).toMatchObject({ state: 'done', rows: 2 });
      const [log] = await get(Database).rows<{ detail: string }>(
        `SELECT detail FROM audit_entry WHERE action = 'export' AND subjectId = ?`,
        [`export-${started.id}`],
      );
      expect(JSON.parse(log!.detail)).toMatchObject({ view: view.id, filters: { area: '定' } });
    }
  });

  it('refuses an order that the list does not have, and a column twice', async () => {
    const { id } = await enter(sales, { name: '序' });
    for (const body of [{ sort: 'garbage' }, { ids: [id], sort: 'garbage' }, { ids: [id], columns: Array(39).fill('name') }]) {
      const refused = (await send('POST', '/customers/export', sales, body)).json();
      expect(refused).toMatchObject({ status: 400, errors: [{ code: body.sort ? 'sort.unknown' : 'columns.twice' }] });
    }
  });
});
