import { startApp, STACK, type TestApp } from '../app.js';
import { call, done, type Method } from '../calls.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

describe(`REQ-SY8 what a salesperson's phone asks for, with his token, on ${STACK}`, () => {
  let house: TestApp;
  let seller: Who;
  let stranger: Who;
  let supervisor: Who;
  beforeAll(async () => {
    house = await startApp();
    seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    supervisor = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 });
    stranger = await newStaff(house, { roles: ['salesperson'], departmentCode: 1002 });
  });
  afterAll(() => house.close());
  const send = (method: Method, path: string, payload?: object, who = seller) => call(house, method, path, who, payload);
  const names = async (path: string, who = seller) => {
    const { items, total } = await done(send('GET', path, undefined, who));
    return [total, ...items.map(({ name }: { name: string }) => name)];
  };

  it('REQ-A16 REQ-D19 REQ-D22 customers are listed, entered, read, changed, searched and deleted; a colleague meets none of them', async () => {
    expect(await names('/customers')).toEqual([0]);
    const body = { name: '张三', type: 'company', email: 'zhang@example.com', phone: '13800138000' };
    const { status, body: made } = await send('POST', '/customers', body);
    expect([status, made]).toEqual([
      201,
      expect.objectContaining({ ...body, phone: '+8613800138000', ownerId: seller.id, status: 'open' }),
    ]);
    await done(send('POST', '/customers', { name: '李四' }));
    expect((await send('POST', '/customers', {})).body.errors).toMatchObject([{ path: 'name', code: 'required' }]);
    const path = `/customers/${made.id}`;
    expect(await done(send('GET', path))).toMatchObject({ id: made.id, email: body.email });
    expect(await done(send('PUT', path, { area: '北京' }))).toMatchObject({ name: '张三', area: '北京', version: 2 });
    expect(await done(send('PATCH', path, { notes: '企业客户' }))).toMatchObject({ area: '北京', notes: '企业客户', version: 3 });
    expect(await names(`/customers?search=${encodeURIComponent('张')}`)).toEqual([1, '张三']);
    expect(await names('/customers?sort=id')).toEqual([2, '张三', '李四']);

    expect(await names('/customers', stranger)).toEqual([0]);
    const asked: [Method, object?][] = [['GET'], ['PUT', { area: '上海' }], ['PATCH', { area: '上海' }]];
    for (const [method, payload] of asked) {
      const his = await send(method, path, payload, stranger);
      const nobodys = await send(method, '/customers/999999', payload, stranger);
      expect([method, his.status, { ...his.body, requestId: 0 }]).toEqual([method, 404, { ...nobodys.body, requestId: 0 }]);
    }
    expect(await done(send('GET', path))).toMatchObject({ area: '北京', version: 3 });
    // deleting is for managers
    expect((await send('DELETE', path)).status).toBe(403);
    expect((await send('DELETE', path, undefined, supervisor)).status).toBe(204);
    expect((await send('GET', path)).status).toBe(404);
    expect(await names('/customers')).toEqual([1, '李四']);
  });

  it('REQ-A16 REQ-D30 REQ-D23 interactions are recorded, listed by customer, read, changed and deleted, and go with their customer', async () => {
    const [one, two] = [await done(send('POST', '/customers', { name: '甲' })), await done(send('POST', '/customers', { name: '乙' }))];
    const record = (customerId: number, summary: string) => done(send('POST', '/interactions', { customerId, kind: 'call', summary }));
    const said = await record(one.id, '问过课程');
    const met = await record(two.id, '约了面谈');
    const summaries = async (query: string, who = seller) => {
      const { items, total } = await done(send('GET', `/interactions?${query}`, undefined, who));
      return [total, ...items.map(({ summary }: { summary: string }) => summary)];
    };
    expect(await summaries('sort=occurredAt')).toEqual([2, '问过课程', '约了面谈']);
    expect(await summaries(`customerId=${one.id}`)).toEqual([1, '问过课程']);
    const path = `/interactions/${said.id}`;
    expect(await done(send('GET', path))).toMatchObject({ customerId: one.id, kind: 'call', authorId: seller.id });
    expect(await done(send('PUT', path, { kind: 'meeting' }))).toMatchObject({ kind: 'meeting', summary: '问过课程', version: 2 });
    expect(await done(send('PATCH', path, { notes: '下周再谈' }))).toMatchObject({ kind: 'meeting', notes: '下周再谈', version: 3 });

    expect(await summaries(`customerId=${one.id}`, stranger)).toEqual([0]);
    const asked: [Method, object?][] = [['GET'], ['PUT', { kind: 'email' }], ['PATCH', { kind: 'email' }], ['DELETE']];
    for (const [method, payload] of asked) expect([method, (await send(method, path, payload, stranger)).status]).toEqual([method, 404]);
    expect((await send('POST', '/interactions', { customerId: one.id, kind: 'call', summary: 'x' }, stranger)).status).toBe(404);

    expect((await send('DELETE', path)).status).toBe(204);
    expect((await send('GET', path)).status).toBe(404);
    expect((await send('DELETE', `/customers/${two.id}`, undefined, supervisor)).status).toBe(204);
    expect((await send('GET', `/interactions/${met.id}`)).status).toBe(404);
    expect(await summaries('')).toEqual([0]);
  });
});
