import { type TestApp, startApp } from '../app.js';
import { type AuthHeaders, newStaff } from '../staff.js';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

describe('customers', () => {
  let house: TestApp;
  let sales: { id: number; headers: AuthHeaders };
  let colleague: { id: number; headers: AuthHeaders };
  let supervisor: { id: number; headers: AuthHeaders };
  let operations: { id: number; headers: AuthHeaders };
  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    colleague = await newStaff(house, { name: '李同事', roles: ['salesperson'], departmentCode: 1001 });
    supervisor = await newStaff(house, { name: '王主管', roles: ['sales-supervisor'], departmentCode: 1001 });
    operations = await newStaff(house, { name: '运营', roles: ['operations'], departmentCode: 1000 });
  });
  afterAll(() => house.close());

  const send = (method: Method, url: string, who: { headers: AuthHeaders }, payload?: object, headers: Record<string, string> = {}) =>
    house.app.inject({ method, url: `/api${url}`, headers: { ...who.headers, ...headers }, ...(payload ? { payload } : {}) });
  let n = 0;
  const phone = () => `138${String(10_000_000 + ++n)}`;
  const enter = async (who: { headers: AuthHeaders }, body: object = {}) => {
    const answer = await send('POST', '/customers', who, { name: `客户${++n}`, ...body });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  };

  it('REQ-D7 the sources are the sixteen the institutes know, and any of them can be entered', async () => {
    const { items } = (await send('GET', '/dictionaries/customer.source/items', sales)).json<{
      items: { value: string; label: string }[];
    }>();
    expect(items.map((item) => item.label)).toEqual(
      'QQ群 内部转介绍 官方网站 百度推广 360推广 搜狗推广 腾讯课堂 广点通 高校宣讲 渠道代理 51CTO 智汇推 网盟 DSP SEO 其它'.split(' '),
    );
    for (const { value } of items) expect((await enter(sales, { source: value })).source).toBe(value);
    expect((await send('POST', '/customers', sales, { name: '外星', source: 'moon' })).statusCode).toBe(400);
  });

  it('T1 REQ-D1 REQ-D9 REQ-D21 a salesperson enters a Baidu lead who asks about Python; it is his at once', async () => {
    const course = (await send('POST', '/courses', operations, { name: 'Python全栈' })).json();
    const made = await send('POST', '/customers', sales, {
      name: '小明',
      phone: '１３９ ００１３-９０００',
      qq: '１２３４５６',
      email: 'Ming@Example.com',
      gender: 'male',
      source: 'baidu',
      courseIds: [course.id],
      tags: ['意向强', '周末班'],
      person: { education: 'college', experience: 'student', workStatus: 'employed', company: '某公司', idNumber: '11010519491231002X' },
      contacts: [{ name: '小明妈妈', mobile: '13900001111', primary: true }],
    });
    expect(made.statusCode).toBe(201);
    const customer = made.json();
    expect(customer).toMatchObject({
      name: '小明',
      phone: '+8613900139000',
      qq: '123456',
      email: 'ming@example.com',
      status: 'open',
      holding: 'owned',
      ownerId: sales.id,
      ownerName: '张销售',
      courseIds: [course.id],
      person: { education: 'college', idNumber: '110***********002X' },
      masked: false,
      version: 1,
      warnings: [],
    });
    expect(customer.tags.sort()).toEqual(['周末班', '意向强'].sort());
    expect(customer.number).toMatch(/^C\d{8}$/);
    expect(customer.reclaimAt).not.toBeNull();
    const list = (await send('GET', `/customers?courseId=${course.id}&source=baidu`, sales)).json();
    expect(list).toMatchObject({ total: 1, items: [{ id: customer.id, ownerName: '张销售' }] });
    expect((await send('GET', `/customers/${customer.id}/contacts`, sales)).json()).toMatchObject({
      total: 1,
      items: [{ name: '小明妈妈', primary: true }],
    });
  });

  it('REQ-B22 REQ-D11 REQ-E1 customers and quotas are for people whose roles let them hold customers, and for nobody else', async () => {
    const lecturer = await newStaff(house, { name: '赵讲师', roles: ['lecturer'], departmentCode: 1001 });
    const { id } = await enter(sales);
    const refused = { status: 409, code: 'customer.assignee-cannot-hold' };
    expect((await send('POST', '/customers', supervisor, { name: 'x', assignToId: lecturer.id })).json()).toMatchObject(refused);
    expect((await send('POST', `/customers/${id}/transfer`, supervisor, { toStaffId: lecturer.id })).json()).toMatchObject(refused);
    expect((await send('POST', '/customers/assign', supervisor, { customerIds: [id], toStaffId: lecturer.id })).json()).toMatchObject(
      refused,
    );
    const quota = { staffId: lecturer.id, weight: 1, perRound: 1 };
    expect((await send('POST', '/distribution/quotas', operations, quota)).json()).toMatchObject(refused);
    expect((await send('POST', `/customers/${id}/transfer`, supervisor, { toStaffId: colleague.id })).statusCode).toBe(200);
  });

  it('REQ-C8 REQ-D21 REQ-E11 what operations enter is pending; a supervisor names the colleague', async () => {
    expect(await enter(operations)).toMatchObject({ holding: 'pending', ownerId: null });
    expect(await enter(supervisor)).toMatchObject({ holding: 'owned', ownerId: supervisor.id });
    expect(await enter(supervisor, { assignToId: sales.id })).toMatchObject({ holding: 'owned', ownerId: sales.id });
    const outside = await newStaff(house, { roles: ['salesperson'], departmentCode: 1002 });
    expect((await send('POST', '/customers', supervisor, { name: 'x', assignToId: outside.id })).json()).toMatchObject({
      status: 403,
      code: 'customer.assign-outside',
    });
    expect((await send('POST', '/customers', sales, { name: 'x', assignToId: colleague.id })).json()).toMatchObject({
      status: 403,
      code: 'customer.assign-outside',
    });
    expect((await send('POST', '/customers', supervisor, { name: 'x', assignToId: 999_999 })).json()).toMatchObject({ status: 403 });
  });

  it('REQ-D18 REQ-D26 a change keeps what it does not name, is refused when stale, and PUT does the same', async () => {
    const { id } = await enter(sales, { source: 'baidu', notes: '第一次', tags: ['a'] });
    const changed = await send('PATCH', `/customers/${id}`, sales, { name: '新名字', notes: '', version: 1 });
    expect(changed.json()).toMatchObject({ name: '新名字', source: 'baidu', notes: null, tags: ['a'], version: 2 });
    expect((await send('PUT', `/customers/${id}`, sales, { area: '北京', version: 1 })).json()).toMatchObject({
      status: 409,
      code: 'stale',
    });
    expect((await send('PUT', `/customers/${id}`, sales, { area: '北京', version: 2 })).json()).toMatchObject({
      area: '北京',
      name: '新名字',
      version: 3,
    });
  });

  it('REQ-D1 a company has a company profile, and a name that exists is a warning', async () => {
    const body = { type: 'company', name: '大有科技', company: { licenceNumber: '9111', bank: '工行', staffCount: 50 } };
    expect(await enter(operations, body)).toMatchObject({
      type: 'company',
      company: { licenceNumber: '9111', staffCount: 50 },
      person: null,
      warnings: [],
    });
    expect(await enter(operations, body)).toMatchObject({ warnings: [{ code: 'company.same-name', count: 1 }] });
    expect((await send('POST', '/customers', operations, { name: 'x', company: {} })).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'company', code: 'profile.mismatch' }],
    });
  });

  it('REQ-D22 REQ-D23 REQ-D35 a deleted customer is gone with what belongs to him, and comes back with it', async () => {
    const number = phone();
    const { id } = await enter(supervisor, { phone: number, contacts: [{ name: '联系人' }], assignToId: sales.id });
    await send('POST', '/interactions', sales, { customerId: id, kind: 'call', summary: '谈过' });
    expect((await send('DELETE', `/customers/${id}`, sales)).statusCode).toBe(403);
    expect((await send('DELETE', `/customers/${id}`, supervisor)).statusCode).toBe(204);
    for (const url of [`/customers/${id}`, `/customers/${id}/contacts`, `/customers/${id}/timeline`])
      expect((await send('GET', url, supervisor)).statusCode).toBe(404);
    expect((await send('GET', `/interactions?customerId=${id}`, supervisor)).json().total).toBe(0);
    expect((await send('GET', '/customers/recycle-bin', supervisor)).json().items.map((c: { id: number }) => c.id)).toContain(id);
    expect((await send('GET', '/customers/recycle-bin', sales)).statusCode).toBe(403);
    const again = await enter(operations, { phone: number });
    expect((await send('POST', `/customers/${id}/restore`, supervisor)).json()).toMatchObject({
      status: 409,
      code: 'customer.restore-taken',
      duplicate: { fields: ['phone'] },
    });
    await send('DELETE', `/customers/${again.id}`, operations);
    expect((await send('POST', `/customers/${id}/restore`, supervisor)).statusCode).toBe(200);
    expect((await send('GET', `/customers/${id}`, sales)).json()).toMatchObject({
      holding: 'owned',
      ownerId: sales.id,
      phone: `+86${number}`,
    });
    expect((await send('GET', `/interactions?customerId=${id}`, sales)).json().total).toBe(1);
  });

  it('REQ-D35 the recycle bin is sorted and paged by cursor as asked', async () => {
    for (let i = 0; i < 3; i++) await send('DELETE', `/customers/${(await enter(operations)).id}`, operations);
    const { total } = (await send('GET', '/customers/recycle-bin', operations)).json();
    for (const sort of ['deletedAt', '-deletedAt']) {
      const ids: number[] = [];
      const times: string[] = [];
      for (let cursor = ''; ;) {
        const page = (await send('GET', `/customers/recycle-bin?sort=${sort}&pageSize=2${cursor}`, operations)).json();
        ids.push(...page.items.map((c: { id: number }) => c.id));
        times.push(...page.items.map((c: { deletedAt: string }) => c.deletedAt));
        if (!page.nextCursor) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect([ids.length, new Set(ids).size]).toEqual([total, total]);
      expect(times).toEqual(sort === 'deletedAt' ? [...times].sort() : [...times].sort().reverse());
    }
  });

  it('REQ-D22 bulk deletion names the outcome of each', async () => {
    const one = await enter(supervisor);
    const foreign = await enter(operations);
    const answer = await send('POST', '/customers/bulk-delete', supervisor, { ids: [one.id, foreign.id, one.id] });
    expect(answer.json()).toEqual({
      deleted: 1,
      items: [
        { id: one.id, deleted: true },
        { id: foreign.id, deleted: false, code: 'not-found' },
      ],
    });
  });

  it('contact data is masked for those who are neither owner nor manager', async () => {
    const tutor = await newStaff(house, { roles: ['class-tutor'] });
    const number = phone();
    const { id } = await enter(sales, { phone: number, qq: '9988776655', email: 'secret@example.com', wechat: 'secret_wx' });
    const seen = (await send('GET', `/customers/${id}`, tutor)).json();
    expect(seen).toMatchObject({
      masked: true,
      phone: `${number.slice(0, 3)}****${number.slice(-4)}`,
      qq: '99****55',
      email: 's****@example.com',
      wechat: 'se****wx',
    });
    expect((await send('GET', `/customers/${id}`, supervisor)).json()).toMatchObject({ masked: false, phone: `+86${number}` });
    for (const search of [number, '9988776655', 'secret@'])
      expect((await send('GET', `/customers?search=${encodeURIComponent(search)}`, tutor)).json().items).toEqual([]);
    expect((await send('GET', `/customers?search=${number.slice(0, 9)}`, sales)).json().items.length).toBeGreaterThan(0);
  });

  it('REQ-D19 a customer is found by any part of his name, by phone, QQ and number', async () => {
    const number = phone();
    const { id, number: known } = await enter(sales, { name: '欧阳静雯', phone: number, qq: '5566778899' });
    for (const search of ['欧阳静雯', '静雯', number.slice(0, 8), `+86${number}`, '55667788', known, known.slice(0, 8)]) {
      const items = (await send('GET', `/customers?search=${encodeURIComponent(search)}`, sales))
        .json()
        .items.map((c: { id: number }) => c.id);
      expect({ search, found: items.includes(id) }).toEqual({ search, found: true });
    }
    const from = async (startsWith: string) =>
      (await send('GET', `/customers?startsWith=${encodeURIComponent(startsWith)}`, sales)).json().total;
    expect([await from('欧阳'), await from('静雯'), await from(number)]).toEqual([1, 0, 1]);
    expect((await send('GET', `/customers?search=${encodeURIComponent('%')}`, sales)).json().total).toBe(0);
  });

  it('pages by number and by cursor show everybody once, with the exact total', async () => {
    const pager = await newStaff(house, { roles: ['salesperson'], departmentCode: 1009 });
    const ids: number[] = [];
    for (let i = 0; i < 7; i++) ids.push((await enter(pager, { name: `翻页${i % 3}` })).id);
    for (const sort of ['-createdAt', 'name', '-lastFollowUpAt', 'reclaimAt']) {
      const seen: number[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: { total: number; items: { id: number }[]; nextCursor: string | null } = (
          await send('GET', `/customers?pageSize=3&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`, pager)
        ).json();
        expect(page.total).toBe(7);
        seen.push(...page.items.map((c: { id: number }) => c.id));
        cursor = page.nextCursor;
      }
      expect(seen.toSorted((a, b) => a - b)).toEqual(ids);
    }
    expect((await send('GET', '/customers?pageSize=3&page=3', pager)).json()).toMatchObject({ total: 7, page: 3, items: [{ id: ids[0] }] });
    expect((await send('GET', '/customers?page=9', pager)).json()).toMatchObject({ total: 7, items: [] });
    expect((await send('GET', '/customers?page=900000', pager)).json()).toMatchObject({ status: 400, code: 'page.too-deep' });
    expect((await send('GET', '/customers?cursor=nonsense', pager)).json()).toMatchObject({ status: 400, errors: [{ path: 'cursor' }] });
  });

  it('REQ-D16 an ID number is stored sealed, appears nowhere, and is shown by a reveal that is logged and limited', async () => {
    const { id } = await enter(sales, { person: { idNumber: '440308199901101512' } });
    const { Database } = await import('../../src/platform/database/database.js');
    const database = house.app.get(Database, { strict: false });
    const [row] = await database.rows('SELECT * FROM person_profile WHERE customerId = ?', [id]);
    const log = await database.rows("SELECT * FROM audit_entry WHERE subject = 'Customer' AND subjectId = ?", [String(id)]);
    expect(JSON.stringify([row, log])).not.toContain('440308199901101512');
    expect((await send('POST', `/customers/${id}/id-number`, sales)).statusCode).toBe(403);
    expect((await send('POST', `/customers/${id}/id-number`, supervisor)).json()).toEqual({ idNumber: '440308199901101512' });
    expect(
      await database.rows("SELECT id FROM audit_entry WHERE action = 'reveal-id-number' AND subjectId = ?", [String(id)]),
    ).toHaveLength(1);
    const without = await enter(sales);
    expect((await send('POST', `/customers/${without.id}/id-number`, supervisor)).statusCode).toBe(404);
    let last = 404;
    for (let i = 0; i < 30 && last === 404; i++) last = (await send('POST', `/customers/${without.id}/id-number`, supervisor)).statusCode;
    expect(last).toBe(429);
    expect((await send('POST', '/customers', sales, { name: 'x', person: { idNumber: '440308199901101513' } })).json()).toMatchObject({
      status: 400,
      errors: [{ path: 'person.idNumber' }],
    });
  });
});
