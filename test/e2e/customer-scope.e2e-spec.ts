import { type TestApp, startApp } from '../app.js';
import { newCustomers, ownedCustomers } from '../builders/held-customers.js';
import { ADMIN, type AuthHeaders, newStaff, signIn } from '../staff.js';

type Who = { id: number; headers: AuthHeaders };
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** A grant of a role of the test's own: `action Subject` → reach, or with fields or conditions. */
type Grants = Record<string, { reach: string; fields?: string[]; conditions?: object; inverted?: boolean }>;

describe('reach over customers', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let owner: Who;
  let mine: { id: number; name: string };
  let contactId: number;
  let interactionId: number;
  let roles = 0;

  const send = (method: Method, url: string, who: { headers: AuthHeaders }, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: who.headers, ...(payload ? { payload } : {}) });

  /** A colleague with a role that grants exactly this. */
  async function colleague(grants: Grants, departmentCode: number): Promise<Who> {
    const code = `test-role-${++roles}`;
    const role = (await send('POST', '/roles', { headers: admin }, { code, nameZh: code, nameEn: code })).json();
    const permissions = [];
    for (const [name, { reach, ...grant }] of Object.entries(grants)) {
      const [action, subject] = name.split(' ') as [string, string];
      const found = (await send('GET', `/permissions?action=${action}&subject=${subject}&pageSize=100`, { headers: admin })).json().items;
      permissions.push({ permissionId: found[0].id, reach, ...grant });
    }
    const set = await send('PUT', `/roles/${role.id}/permissions`, { headers: admin }, { permissions });
    if (set.statusCode !== 200) throw new Error(set.body);
    return newStaff(house, { roles: [code], departmentCode });
  }

  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house, ADMIN.username);
    await newStaff(house, { departmentCode: 1000 });
    owner = await newStaff(house, { name: '负责人', roles: ['salesperson'], departmentCode: 1001, parentCode: 1000 });
    mine = (
      await send('POST', '/customers', owner, { name: '机密客户', phone: '13800138000', source: 'baidu', level: 'key', area: '北京' })
    ).json();
    contactId = (await send('POST', `/customers/${mine.id}/contacts`, owner, { name: '联系人', mobile: '13900001111' })).json().id;
    interactionId = (await send('POST', '/interactions', owner, { customerId: mine.id, kind: 'call', summary: '谈过' })).json().id;
  });
  afterAll(() => house.close());

  const everything = (reach: string): Grants =>
    Object.fromEntries(
      ['Customer', 'Contact', 'Interaction'].flatMap((subject) =>
        ['read', 'create', 'update', 'delete'].map((action) => [`${action} ${subject}`, { reach }]),
      ),
    );

  /** Every way to one customer and what belongs to him. */
  const ways = (): [Method, string, object?][] => [
    ['GET', `/customers/${mine.id}`],
    ['PATCH', `/customers/${mine.id}`, { area: '上海' }],
    ['PUT', `/customers/${mine.id}`, { area: '上海' }],
    ['GET', `/customers/${mine.id}/timeline`],
    ['GET', `/customers/${mine.id}/contacts`],
    ['POST', `/customers/${mine.id}/contacts`, { name: '又一位' }],
    ['GET', `/customers/${mine.id}/contacts/${contactId}`],
    ['PATCH', `/customers/${mine.id}/contacts/${contactId}`, { position: '经理' }],
    ['POST', '/interactions', { customerId: mine.id, kind: 'call', summary: '再谈' }],
    ['GET', `/interactions/${interactionId}`],
  ];

  it.each([
    ['own', 1001, false],
    ['department', 1001, true],
    ['department', 1000, false],
    ['tree', 1000, true],
    ['tree', 1002, false],
    ['all', 1002, true],
  ])('REQ-A8 the reach %s of somebody in %d finds the customer everywhere or nowhere: %s', async (reach, departmentCode, found) => {
    const who = await colleague(everything(reach), departmentCode);
    const listed = (await send('GET', '/customers?pageSize=100', who)).json();
    expect(listed.items.some((c: { id: number }) => c.id === mine.id)).toBe(found);
    expect(listed.total).toBe(listed.items.length);
    const interactions = (await send('GET', '/interactions', who)).json();
    expect(interactions.items.some((i: { id: number }) => i.id === interactionId)).toBe(found);
    expect((await send('GET', `/interactions?customerId=${mine.id}`, who)).json().total > 0).toBe(found);
    for (const [method, url, payload] of ways()) {
      const { statusCode } = await send(method, url, who, payload);
      expect({ method, url, ok: statusCode < 300, missing: statusCode === 404 }).toEqual({ method, url, ok: found, missing: !found });
    }
    if (found) return;
    for (const url of [`/customers/${mine.id}`, `/interactions/${interactionId}`, `/customers/${mine.id}/contacts/${contactId}`])
      expect((await send('DELETE', url, who)).statusCode).toBe(404);
  });

  it('REQ-C5 REQ-C6 REQ-C7 REQ-B20 with the built-in roles an employee sees his own customers, a supervisor also those of his subordinates, the sales director all, those without an owner too', async () => {
    const supervisor = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1100 });
    const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1101, parentCode: 1100 });
    const director = await newStaff(house, { roles: ['sales-director'], departmentCode: 1199 });
    const [hers] = await ownedCustomers(house, supervisor.id, 1);
    const [his] = await ownedCustomers(house, seller.id, 1);
    const [pending] = await newCustomers(house, 1);
    const [pooled] = await newCustomers(house, 1, { holding: 'pool' });
    const all = [hers!, his!, pending!, pooled!, mine.id];
    for (const [who, seen] of [
      [seller, [his!]],
      [supervisor, [hers!, his!]],
      [director, all],
    ] as const) {
      const { items, total } = (await send('GET', '/customers?pageSize=100', who)).json();
      const found = items.map((c: { id: number }) => c.id);
      expect(all.filter((id) => found.includes(id)).sort()).toEqual([...seen].sort());
      expect(found.length).toBe(total);
      for (const id of all) {
        expect((await send('GET', `/customers/${id}`, who)).statusCode).toBe(seen.some((one) => one === id) ? 200 : 404);
        expect((await send('GET', `/customers/${id}/timeline`, who)).statusCode).toBe(seen.some((one) => one === id) ? 200 : 404);
      }
      const asked = (await send('GET', `/customers?ownerId=${seller.id},${supervisor.id}&pageSize=100`, who)).json();
      expect(asked.items.map((c: { id: number }) => c.id).sort()).toEqual([...seen].filter((id) => id === hers || id === his).sort());
    }
    // what hangs on them: contact data in full, interactions, hand-overs, the bin
    expect((await send('GET', `/customers/${mine.id}`, director)).json()).toMatchObject({ phone: '+8613800138000' });
    expect((await send('GET', `/interactions?customerId=${mine.id}`, director)).json().total).toBeGreaterThan(0);
    expect((await send('PATCH', `/customers/${pending}`, director, { area: '上海' })).statusCode).toBe(200);
    expect((await send('DELETE', `/customers/${pending}`, director)).statusCode).toBe(204);
    expect((await send('POST', `/customers/${pending}/restore`, director, {})).statusCode).toBe(200);
    expect((await send('DELETE', `/customers/${mine.id}`, supervisor)).statusCode).toBe(404);
  });

  it('without any permission there is no way at all', async () => {
    const who = await newStaff(house, { departmentCode: 1001 });
    for (const [method, url, payload] of [['GET', '/customers'] as [Method, string], ...ways()])
      expect((await send(method, url, who, payload)).statusCode).toBe(403);
  });

  it('who only reads a customer is refused a change by name', async () => {
    const who = await colleague(
      { 'read Customer': { reach: 'all' }, 'update Customer': { reach: 'own' }, 'delete Customer': { reach: 'own' } },
      1002,
    );
    expect((await send('PATCH', `/customers/${mine.id}`, who, { area: '广州' })).statusCode).toBe(403);
    expect((await send('DELETE', `/customers/${mine.id}`, who)).statusCode).toBe(403);
  });

  it('conditions of a role’s own hold in list, count, search and detail alike', async () => {
    const baidu = await colleague({ 'read Customer': { reach: 'custom', conditions: { source: 'baidu', status: 'open' } } }, 1002);
    const sogou = await colleague({ 'read Customer': { reach: 'custom', conditions: { source: 'sogou' } } }, 1002);
    const other = (await send('POST', '/customers', owner, { name: '搜狗客户', source: 'sogou' })).json();
    expect((await send('GET', '/customers?status=open', baidu)).json()).toMatchObject({ total: 1, items: [{ id: mine.id }] });
    expect((await send('GET', '/customers', sogou)).json()).toMatchObject({ total: 1, items: [{ id: other.id }] });
    expect((await send('GET', `/customers?search=${encodeURIComponent('机密')}`, sogou)).json().total).toBe(0);
    expect((await send('GET', `/customers/${mine.id}`, sogou)).statusCode).toBe(404);
    // a prohibition wins over what another rule grants
    const all = await colleague(
      { 'read Customer': { reach: 'custom', inverted: true, conditions: { source: 'sogou' } }, 'read Contact': { reach: 'all' } },
      1002,
    );
    expect((await send('GET', '/customers', all)).statusCode).toBe(403);
  });

  it('REQ-B6 an administrator hears which role and rule let somebody at a customer and at what belongs to him, or why none does', async () => {
    const near = await colleague({ 'read Customer': { reach: 'department' }, 'update Interaction': { reach: 'department' } }, 1001);
    const far = await colleague({ 'read Customer': { reach: 'department' } }, 1009);
    const why = async (who: Who, action: string, subject: string, id: number) =>
      (await send('GET', `/permissions/explain?userId=${who.id}&action=${action}&subject=${subject}&id=${id}`, { headers: admin })).json();
    expect(await why(near, 'read', 'Customer', mine.id)).toMatchObject({ allowed: true, decidedBy: { reach: 'department' } });
    expect(await why(far, 'read', 'Customer', mine.id)).toMatchObject({ allowed: false, reason: 'no-match' });
    expect(await why(near, 'update', 'Interaction', interactionId)).toMatchObject({ allowed: true });
    expect(await why(near, 'read', 'Contact', contactId)).toMatchObject({ allowed: false, reason: 'no-rule' });
    expect(await why(near, 'read', 'Customer', 999_999)).toMatchObject({ status: 404 });
  });

  describe('a role that sees some fields only', () => {
    let clerk: Who;
    beforeAll(async () => {
      const fields = ['name', 'status', 'area', 'ownerId'];
      clerk = await colleague(
        {
          'read Customer': { reach: 'all', fields },
          'update Customer': { reach: 'all', fields: ['area'] },
          'create Customer': { reach: 'all', fields: ['name', 'area'] },
        },
        1002,
      );
    });

    it('does not read the others', async () => {
      for (const seen of [
        (await send('GET', `/customers/${mine.id}`, clerk)).json(),
        (await send('GET', '/customers?status=open', clerk)).json().items[0],
      ])
        for (const field of ['phone', 'qq', 'email', 'source', 'level', 'reclaimAt', 'followUpDueOn', 'person', 'tags', 'notes'])
          expect(seen).not.toHaveProperty(field);
      expect((await send('GET', `/customers/${mine.id}`, clerk)).json()).toMatchObject({
        id: mine.id,
        name: '机密客户',
        ownerId: owner.id,
        ownerName: '负责人',
      });
    });

    it.each([
      'source=baidu',
      'level=key',
      'tag=a',
      'courseId=1',
      'dueWithinHours=5',
      'createdFrom=2026-01-01',
      'sort=reclaimAt',
      'sort=-lastFollowUpAt',
    ])('does not filter or sort by %s', async (query) => {
      expect((await send('GET', `/customers?${query}`, clerk)).json()).toMatchObject({ status: 403, code: 'field.forbidden' });
    });

    it('does not find anybody by them', async () => {
      expect((await send('GET', '/customers?search=13800138000', clerk)).json().total).toBe(0);
      expect((await send('GET', `/customers?search=${encodeURIComponent('机密')}&sort=name`, clerk)).json().total).toBe(1);
    });

    it('does not write the others', async () => {
      expect((await send('PATCH', `/customers/${mine.id}`, clerk, { area: '深圳' })).statusCode).toBe(200);
      const refused = (await send('PATCH', `/customers/${mine.id}`, clerk, { area: '天津', level: 'normal', tags: ['x'] })).json();
      expect(refused).toMatchObject({ status: 403, code: 'field.forbidden' });
      expect(refused.detail).toMatch(/level.*tags|tags.*level/);
      expect((await send('POST', '/customers', clerk, { name: 'x', phone: '13800138009' })).json()).toMatchObject({
        status: 403,
        code: 'field.forbidden',
      });
      expect((await send('GET', `/customers/${mine.id}`, owner)).json()).toMatchObject({ area: '深圳', level: 'key' });
    });
  });

  describe('bad input', () => {
    const bodies: [string, object][] = [
      ['no name', {}],
      ['a name of blanks', { name: '   ' }],
      ['a name with a line break', { name: 'a\r\nSet-Cookie: x' }],
      ['wrong types', { name: 1, phone: 13800138000, tags: 'a', courseIds: ['x'], doNotCall: 'yes' }],
      ['an unknown field', { name: 'x', isAdmin: true }],
      ['the owner', { name: 'x', ownerId: 1 }],
      ['the status', { name: 'x', status: 'enrolled' }],
      ['the holding', { name: 'x', holding: 'pool' }],
      ['deadlines', { name: 'x', reclaimAt: '2027-01-01T00:00:00Z' }],
      ['an id', { name: 'x', id: 5 }],
      ['a phone that is none', { name: 'x', phone: '12345' }],
      ['a QQ that is none', { name: 'x', qq: '12' }],
      ['an e-mail that is none', { name: 'x', email: 'a@b' }],
      ['a source nobody knows', { name: 'x', source: 'nowhere' }],
      ['a course that is not there', { name: 'x', courseIds: [999_999] }],
      ['a referrer that is not there', { name: 'x', referredById: 999_999 }],
      ['a text that is too long', { name: 'x'.repeat(101) }],
      ['nested nonsense', { name: 'x', person: { education: 'phd', x: 1 } }],
      ['too many tags', { name: 'x', tags: Array.from({ length: 51 }, (_, i) => `t${i}`) }],
    ];
    it.each(bodies)('refuses %s with every fault, and writes nothing', async (_what, body) => {
      const before = (await send('GET', '/customers', owner)).json().total;
      const answer = await send('POST', '/customers', owner, body);
      expect(answer.statusCode).toBe(400);
      expect(answer.json().errors.length).toBeGreaterThan(0);
      expect((await send('PATCH', `/customers/${mine.id}`, owner, body)).statusCode).toBe(
        'name' in body || Object.keys(body).length ? 400 : 200,
      );
      expect((await send('GET', '/customers', owner)).json().total).toBe(before);
    });

    it('names all faults at once', async () => {
      const { errors } = (await send('POST', '/customers', owner, { phone: '1', qq: '2', email: '3', bogus: 4 })).json();
      expect(errors.map((e: { path: string }) => e.path).sort()).toEqual(['bogus', 'email', 'name', 'phone', 'qq']);
    });

    it('prototype keys reach nothing', async () => {
      const headers = { ...owner.headers, 'content-type': 'application/json' };
      for (const payload of [
        '{"name":"x","__proto__":{"isAdmin":true}}',
        '{"name":"x","constructor":{"prototype":{"a":1}}}',
        '{"name":"x"',
        '[]',
        'null',
        '"x"',
      ])
        expect((await house.app.inject({ method: 'POST', url: '/api/customers', headers, payload })).statusCode).toBe(400);
    });

    it.each([
      'sort=name;drop table customer',
      'sort=phone',
      'sort=name,id',
      'sort[]=name',
      'status=bogus',
      'status=open&bogus=1',
      'ownerId=1 OR 1=1',
      'departmentId=-1',
      'page=0',
      'page=x',
      'pageSize=101',
      'createdFrom=yesterday',
      'createdFrom=2026-02-30',
      'notFollowedUpForDays=-1',
      'dueWithinHours=1e9',
      'cursor=%00',
      'untouched=perhaps',
    ])('refuses the query %s', async (query) => expect((await send('GET', `/customers?${encodeURI(query)}`, owner)).statusCode).toBe(400));

    it.each(["'", '%', '_', '\\', '"; --', '😀', 'C', '1', '+', '@', 'ａ＠'])('searches for %s without harm', async (search) =>
      expect((await send('GET', `/customers?search=${encodeURIComponent(search)}`, owner)).statusCode).toBe(200),
    );

    it.each(['0', '-1', 'abc', '99999999999', '1.5', "1'"])('the id %s is refused', async (id) =>
      expect((await send('GET', `/customers/${encodeURIComponent(id)}`, owner)).statusCode).toBe(400),
    );

    it.each([
      { kind: 'call', summary: 'x' },
      { customerId: 1, kind: 'fax', summary: 'x' },
      { customerId: 1, kind: 'call' },
      { customerId: 1, kind: 'call', summary: 'x', occurredAt: 'yesterday' },
      { customerId: 1, kind: 'call', summary: 'x', authorId: 2 },
      { customerId: 1, kind: 'call', summary: 'x', counts: true },
      { customerId: '1', kind: 'call', summary: 'x' },
    ])('the interaction %j is refused', async (body) => expect((await send('POST', '/interactions', owner, body)).statusCode).toBe(400));
  });
});
