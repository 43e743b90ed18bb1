import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { BackOffice } from '../admin.js';
import { type AuthHeaders, newStaff, STAFF_PASSWORD } from '../staff.js';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
type Who = { id: number; username: string; departmentId: number | null; headers: AuthHeaders };

describe('saved views', () => {
  let house: TestApp;
  let sales: Who;
  let colleague: Who;
  let below: Who;
  let outside: Who;
  let supervisor: Who;
  let operations: Who;
  let administrator: Who;
  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    colleague = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    below = await newStaff(house, { roles: ['salesperson'], departmentCode: 1011, parentCode: 1001 });
    outside = await newStaff(house, { roles: ['salesperson'], departmentCode: 1002 });
    supervisor = await newStaff(house, { name: '王主管', roles: ['sales-supervisor'], departmentCode: 1001 });
    operations = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
    administrator = await newStaff(house, { roles: ['administrator'] });
  });
  afterAll(() => house.close());

  const send = (method: Method, url: string, who: { headers: AuthHeaders }, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: { ...who.headers, 'accept-language': 'en' }, ...(payload ? { payload } : {}) });
  let n = 0;
  const keep = async (who: Who, body: object = {}) => {
    const answer = await send('POST', '/saved-views', who, { name: `View ${++n}`, filters: {}, ...body });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  };
  const names = async (who: Who) => (await send('GET', '/saved-views?pageSize=100', who)).json().items.map((v: any) => v.name);

  it('REQ-D33 filters, sort and columns are kept under a name, and the list looks through them', async () => {
    for (const [name, source] of [
      ['百度甲', 'baidu'],
      ['百度乙', 'baidu'],
      ['别处', 'seo'],
    ] as const)
      await send('POST', '/customers', sales, { name, source });
    const body = {
      name: '我的百度',
      filters: { source: ['baidu'], ownerId: 'me', untouched: true },
      sort: 'name',
      columns: ['name', 'source'],
    };
    const made = await send('POST', '/saved-views', sales, body);
    expect(made.statusCode).toBe(201);
    const view = made.json();
    expect(view).toMatchObject({ ...body, mine: true, isDefault: false, usable: true, faults: [], departmentId: null, version: 1 });
    const seen = (await send('GET', `/customers?view=${view.id}`, sales)).json();
    expect([seen.total, seen.items.map((i: any) => i.source)]).toEqual([2, ['baidu', 'baidu']]);
    expect((await send('GET', `/customers?view=${view.id}&source=seo`, sales)).json()).toMatchObject({
      total: 1,
      items: [{ name: '别处' }],
    });
    expect((await send('GET', `/customers?view=${view.id}&pageSize=1&page=2`, sales)).json().items).toHaveLength(1);
    const changed = await send('PATCH', `/saved-views/${view.id}`, sales, { filters: { source: 'seo' }, version: 1 });
    expect(changed.json()).toMatchObject({ filters: { source: 'seo' }, sort: 'name', version: 2 });
    expect((await send('PATCH', `/saved-views/${view.id}`, sales, { name: 'x', version: 1 })).json()).toMatchObject({ code: 'stale' });
    expect((await send('DELETE', `/saved-views/${view.id}`, sales)).statusCode).toBe(204);
    expect((await send('GET', `/customers?view=${view.id}`, sales)).statusCode).toBe(404);
  });

  it('what the list would refuse is refused, all at once and by name', async () => {
    const refused = await send('POST', '/saved-views', sales, {
      name: 'x',
      filters: { status: 'nonsense', colour: 'red', page: 2, createdFrom: '2026-13-01' },
      sort: 'phone',
      departmentId: null,
    });
    expect(refused.statusCode).toBe(400);
    expect(
      refused
        .json()
        .errors.map((e: any) => e.path)
        .sort(),
    ).toEqual(['filters.colour', 'filters.createdFrom', 'filters.page', 'filters.status.0', 'sort'].sort());
    expect((await send('POST', '/saved-views', sales, { name: 'x', filters: {}, columns: ['idNumber'] })).statusCode).toBe(400);
    expect((await send('POST', '/saved-views', sales, { name: '', filters: {} })).statusCode).toBe(400);
    expect((await send('POST', '/saved-views', sales, { name: 'x', filters: { search: 'x'.repeat(300) } })).statusCode).toBe(400);
    expect((await send('POST', '/saved-views', sales, { name: 'x', filters: {}, ownerId: 1 })).statusCode).toBe(400);
  });

  it('others see what is shared with their department or one above it; sharing needs the right to', async () => {
    const own = await keep(sales, { name: 'own' });
    const shared = await keep(supervisor, { name: 'shared', departmentId: supervisor.departmentId });
    expect(shared).toMatchObject({ departmentName: 'Department 1001', ownerName: '王主管' });
    expect(await names(sales)).toEqual(expect.arrayContaining(['own', 'shared']));
    expect(await names(below)).toEqual(['shared']);
    expect(await names(outside)).toEqual([]);
    expect((await send('GET', `/saved-views/${own.id}`, colleague)).statusCode).toBe(404);
    expect((await send('GET', `/saved-views/${shared.id}`, outside)).statusCode).toBe(404);
    expect((await send('GET', `/customers?view=${own.id}`, colleague)).statusCode).toBe(404);
    expect((await send('PATCH', `/saved-views/${own.id}`, sales, { departmentId: sales.departmentId })).json()).toMatchObject({
      status: 403,
      code: 'view.share-outside',
    });
    expect(
      (await send('POST', '/saved-views', supervisor, { name: 'x', filters: {}, departmentId: outside.departmentId })).json(),
    ).toMatchObject({
      status: 403,
      code: 'view.share-outside',
    });
    expect((await send('POST', '/saved-views', operations, { name: 'x', filters: {}, departmentId: 99_999 })).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'departmentId', code: 'reference.unknown' }],
    });
    for (const [method, payload] of [
      ['PATCH', { name: 'y' }],
      ['DELETE', undefined],
    ] as const)
      expect((await send(method, `/saved-views/${shared.id}`, sales, payload)).statusCode).toBe(403);
    // whoever may share with the department looks after what is shared there, also when its maker has left
    expect((await send('PATCH', `/saved-views/${shared.id}`, operations, { name: 'tidied' })).json()).toMatchObject({
      name: 'tidied',
      mine: false,
    });
    expect((await send('DELETE', `/saved-views/${shared.id}`, operations)).statusCode).toBe(204);
  });

  it('whoever looks after a shared view ends the sharing, though it leaves his sight by that', async () => {
    const shared = await keep(operations, { name: 'theirs', departmentId: supervisor.departmentId });
    const seen = (await send('GET', `/saved-views/${shared.id}`, supervisor)).json();
    expect(seen).toMatchObject({ mine: false, mayChange: true });
    const ended = await send('PATCH', `/saved-views/${shared.id}`, supervisor, { departmentId: null, version: seen.version });
    expect(ended.statusCode).toBe(200);
    expect(ended.json()).toMatchObject({ id: shared.id, departmentId: null, mayChange: false, version: seen.version + 1 });
    expect((await send('GET', `/saved-views/${shared.id}`, supervisor)).statusCode).toBe(404);
    expect((await send('GET', `/saved-views/${shared.id}`, operations)).json()).toMatchObject({ mine: true, departmentId: null });
  });

  it('REQ-D33 what is searched for does not stand in the log', async () => {
    const view = await keep(sales, { filters: { search: '13912345678', status: 'open' } });
    await send('PATCH', `/saved-views/${view.id}`, sales, { filters: { startsWith: '13987654321', status: 'lost' } });
    const log = await house.app
      .get(Database, { strict: false })
      .rows<any>(`SELECT * FROM audit_entry WHERE subject = 'SavedView' AND subjectId = ? ORDER BY id`, [String(view.id)]);
    expect(log).toHaveLength(2);
    expect(JSON.stringify(log)).not.toMatch(/13912345678|13987654321/);
    expect(JSON.stringify(log)).toContain('***');
    expect(JSON.stringify(log[1])).toContain('lost');
    expect((await send('GET', `/saved-views/${view.id}`, sales)).json().filters).toEqual({ startsWith: '13987654321', status: 'lost' });
  });

  it('a column is named once', async () => {
    const twice = await send('POST', '/saved-views', sales, { name: 'x', filters: {}, columns: ['name', 'phone', 'name'] });
    expect(twice.json()).toMatchObject({ status: 400, errors: [{ path: 'columns', code: 'columns.twice' }] });
  });

  it('a list begins with one view, one’s own or a shared one', async () => {
    const [one, two] = [await keep(sales), await keep(supervisor, { departmentId: supervisor.departmentId })];
    expect((await send('POST', `/saved-views/${one.id}/default`, sales)).json()).toMatchObject({ isDefault: true });
    expect((await send('POST', `/saved-views/${two.id}/default`, sales)).json()).toMatchObject({ isDefault: true });
    expect((await send('GET', `/saved-views/${one.id}`, sales)).json()).toMatchObject({ isDefault: false });
    expect((await send('GET', `/saved-views/${two.id}`, colleague)).json()).toMatchObject({ isDefault: false });
    expect((await send('DELETE', `/saved-views/${two.id}/default`, sales)).statusCode).toBe(204);
    expect((await send('GET', `/saved-views/${two.id}`, sales)).json()).toMatchObject({ isDefault: false });
    expect((await send('POST', `/saved-views/${one.id}/default`, colleague)).statusCode).toBe(404);
    await send('POST', `/saved-views/${one.id}/default`, sales);
    expect((await send('DELETE', `/saved-views/${one.id}`, sales)).statusCode).toBe(204);
  });

  it('one that is shared no longer is nobody else’s default, and one that somebody lost sight of can be laid down', async () => {
    const shared = await keep(supervisor, { departmentId: supervisor.departmentId });
    for (const who of [sales, colleague, supervisor]) await send('POST', `/saved-views/${shared.id}/default`, who);
    const defaults = async () =>
      (await house.app.get(Database, { strict: false }).rows<any>('SELECT staffId FROM saved_view_default WHERE viewId = ?', [shared.id]))
        .map((row) => row.staffId)
        .sort((a, b) => a - b);
    await send('PATCH', `/saved-views/${shared.id}`, administrator, { departmentId: outside.departmentId });
    expect((await send('GET', `/saved-views/${shared.id}`, sales)).statusCode).toBe(404);
    expect((await send('DELETE', `/saved-views/${shared.id}/default`, sales)).statusCode).toBe(204);
    expect((await send('DELETE', `/saved-views/${shared.id}/default`, sales)).statusCode).toBe(404);
    expect(await defaults()).toEqual([colleague.id, supervisor.id].sort((a, b) => a - b));
    await send('PATCH', `/saved-views/${shared.id}`, administrator, { departmentId: null });
    expect(await defaults()).toEqual([supervisor.id]);
  });

  it('a view whose filter is no longer allowed says so instead of breaking', async () => {
    const role = (await send('POST', '/roles', administrator, { code: 'narrow', nameZh: '窄', nameEn: 'Narrow' })).json();
    const permissions = (await send('GET', '/permissions?subject=Customer&pageSize=100', administrator)).json().items;
    const read = permissions.find((p: any) => p.action === 'read' && p.subject === 'Customer');
    const rule = { permissionId: read.id, reach: 'all', fields: ['name', 'status', 'holding', 'ownerId', 'createdAt'] };
    const given = await send('PUT', `/roles/${role.id}/permissions`, administrator, { permissions: [rule] });
    if (given.statusCode >= 300) throw new Error(given.body);
    const narrow = await newStaff(house, { roles: ['narrow'], departmentCode: 1001 });
    const shared = await keep(supervisor, { filters: { level: 'key', status: 'open' }, departmentId: supervisor.departmentId });
    const seen = (await send('GET', `/saved-views/${shared.id}`, narrow)).json();
    expect(seen).toMatchObject({ usable: false, faults: [{ path: 'filters.level', code: 'field.forbidden' }] });
    expect((await send('GET', '/saved-views', narrow)).statusCode).toBe(200);
    expect((await send('GET', `/customers?view=${shared.id}`, narrow)).json()).toMatchObject({ status: 403, code: 'field.forbidden' });
    expect((await send('POST', '/saved-views', narrow, { name: 'x', filters: { level: 'key' } })).json()).toMatchObject({
      code: 'field.forbidden',
    });
    // a filter that an earlier release had
    await house.app
      .get(Database, { strict: false })
      .run('UPDATE saved_view SET filters = ? WHERE id = ?', [JSON.stringify({ shoeSize: 42 }), shared.id]);
    expect((await send('GET', `/saved-views/${shared.id}`, supervisor)).json()).toMatchObject({
      usable: false,
      faults: [{ path: 'filters.shoeSize', code: 'field.unknown' }],
    });
    expect((await send('GET', `/customers?view=${shared.id}`, supervisor)).json()).toMatchObject({
      status: 409,
      code: 'view.unusable',
      errors: [{ path: 'filters.shoeSize' }],
    });
  });

  it('the back office looks through a view as well', async () => {
    await send('POST', '/customers', outside, { name: '北京人', area: '北京' });
    await send('POST', '/customers', outside, { name: '上海人', area: '上海' });
    const { id } = await keep(outside, { filters: { area: '北京' } });
    const desk = await new BackOffice(house).signIn(outside.username, STAFF_PASSWORD);
    const list = await desk.list('customers', `?filters.view=${id}`);
    expect(list.body.records.map((r: any) => r.title)).toEqual(['北京人']);
  });
});
