import { startApp, type TestApp } from '../app.js';
import { type AuthHeaders, newStaff, signIn } from '../staff.js';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Races and rows that meet constraints, through the API. */
describe('attacks on the data', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house);
  });
  afterAll(() => house.close());

  const send = (method: Method, url: string, payload?: object, headers: AuthHeaders = admin) =>
    house.app.inject({ method, url: `/api${url}`, headers, ...(payload ? { payload } : {}) });
  const many = <T>(n: number, work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: n }, (_, i) => work(i)));

  it('REQ-C1 a department that is still in use is kept, by a refusal', async () => {
    const { departmentId } = await newStaff(house, { departmentCode: 7001 });
    const answer = await send('DELETE', `/departments/${departmentId}`);
    expect(answer.statusCode).toBe(409);
    expect((await send('GET', `/departments/${departmentId}`)).statusCode).toBe(200);
  });

  it('RELIABILITY 6.1 customers who are entered at once with a tag that is new all get it', async () => {
    const made = await many(8, (i) => send('POST', '/customers', { name: `同时${i}`, phone: `1371000000${i}`, tags: ['同时的新标签'] }));
    expect(made.map((a) => [a.statusCode, a.json().tags])).toEqual(made.map(() => [201, ['同时的新标签']]));
    expect((await send('GET', '/tags?search=同时的新标签')).json().total).toBe(1);
  });

  it('RELIABILITY 3 entering customers with tags does not make neighbours wait for each other: nobody is sent away', async () => {
    await send('POST', '/tags', { name: '热门' });
    const made = await many(60, (i) => send('POST', '/customers', { name: `热门${i}`, phone: `137200000${10 + i}`, tags: ['热门'] }));
    expect(made.map((a) => a.statusCode)).toEqual(made.map(() => 201));
  });

  it('RELIABILITY 6.1 the same tag made at once is one tag, answered to everybody', async () => {
    const made = await many(8, () => send('POST', '/tags', { name: '一个标签' }));
    expect(new Set(made.map((a) => `${a.statusCode} ${a.json().id}`)).size).toBe(1);
  });

  it.each([
    ['Vip', 'vIP', true],
    ['caf\u00e9', 'cafe\u0301', true],
    ['cafe', 'café', false],
    ['😀', '😁', false],
    ['𠮷', '𠮸', false],
  ])('spec 06 Unique keys: tags %s and %s are the same on every database: %s', async (one, other, same) => {
    const ids = [(await send('POST', '/tags', { name: one })).json().id, (await send('POST', '/tags', { name: other })).json().id];
    expect(ids[0] === ids[1]).toBe(same);
    const customer = (await send('POST', '/customers', { name: `标签 ${one}`, wechat: 'w', tags: [one] })).json();
    const found = (await send('GET', `/customers?tag=${encodeURIComponent(other)}`)).json();
    expect(found.items.some((c: { id: number }) => c.id === customer.id)).toBe(same);
  });

  it('REQ-D22 a customer who is deleted many times at once is deleted, and logged, once', async () => {
    const { id } = (await send('POST', '/customers', { name: '多次删除', phone: '13710000020' })).json();
    const answers = await many(8, (i) =>
      i % 2 ? send('PATCH', `/customers/${id}`, { notes: `${i}` }) : send('DELETE', `/customers/${id}`),
    );
    const deletions = answers.filter((_, i) => i % 2 === 0).map((a) => a.statusCode);
    expect(deletions.filter((status) => status === 204)).toHaveLength(1);
    expect(deletions.filter((status) => status !== 204)).toEqual([404, 404, 404]);
    for (const change of answers.filter((_, i) => i % 2)) expect([200, 404]).toContain(change.statusCode);
    expect((await send('GET', `/audit?subject=Customer&subjectId=${id}&action=delete`)).json().total).toBe(1);
  });

  it('REQ-B11 a role whose reach a subject does not know reaches less, never more', async () => {
    const role = (await send('POST', '/roles', { code: 'narrow', nameZh: '窄', nameEn: 'Narrow' })).json();
    const permission = (await send('GET', '/permissions?subject=Import&action=read')).json().items[0];
    const set = await send('PUT', `/roles/${role.id}/permissions`, { permissions: [{ permissionId: permission.id, reach: 'department' }] });
    expect(set.statusCode).toBe(200);
    const type = 'multipart/form-data; boundary=XX';
    const payload = '--XX\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nname,phone\nA,13800138000\r\n--XX--\r\n';
    const made = await house.app.inject({ method: 'POST', url: '/api/imports', headers: { ...admin, 'content-type': type }, payload });
    expect(made.statusCode).toBe(201);
    const reader = await newStaff(house, { roles: ['narrow'] });
    expect((await send('GET', '/imports', undefined, reader.headers)).json()).toMatchObject({ items: [], total: 0 });
    expect((await send('GET', `/imports/${made.json().id}`, undefined, reader.headers)).statusCode).toBe(404);
  });

  it('REQ-B13 rules about rows hold for what is written: no customer is entered into, or moved to, where the caller may not', async () => {
    const items = (await send('GET', '/permissions?subject=Customer&pageSize=100')).json().items as { id: number; action: string }[];
    const role = (await send('POST', '/roles', { code: 'baidu-only', nameZh: '只看百度', nameEn: 'Baidu only' })).json();
    const permissions = items
      .filter((p) => ['read', 'create', 'update'].includes(p.action))
      .map((p) => ({ permissionId: p.id, reach: 'custom', conditions: { source: 'baidu' } }));
    expect((await send('PUT', `/roles/${role.id}/permissions`, { permissions })).statusCode).toBe(200);
    const { headers } = await newStaff(house, { roles: ['baidu-only'] });
    const count = async () => (await send('GET', '/customers')).json().total as number;
    const before = await count();
    expect((await send('POST', '/customers', { name: '无来源', phone: '13710000031' }, headers)).statusCode).toBe(403);
    expect((await send('POST', '/customers', { name: '转介绍', phone: '13710000032', source: 'referral' }, headers)).statusCode).toBe(403);
    expect(await count()).toBe(before);
    const made = await send('POST', '/customers', { name: '百度', phone: '13710000033', source: 'baidu' }, headers);
    expect(made.statusCode).toBe(201);
    const url = `/customers/${made.json().id}`;
    expect((await send('PATCH', url, { source: 'referral', notes: '移走' }, headers)).statusCode).toBe(403);
    expect((await send('GET', url)).json()).toMatchObject({ source: 'baidu', notes: null, version: 1 });
    expect((await send('PATCH', url, { notes: '留下' }, headers)).statusCode).toBe(200);
  });
});
