import { startApp, STACK, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { newStaff, signIn } from '../staff.js';

type Who = { headers: Record<string, string> };
const faults = (body: { errors?: { path: string; code: string }[] }) => body.errors?.map(({ path, code }) => `${path} ${code}`);

describe(`input that grows, turns or lies far off, on ${STACK}`, () => {
  let house: TestApp;
  let root: Who;
  let boss: Awaited<ReturnType<typeof newStaff>>;
  let seller: Awaited<ReturnType<typeof newStaff>>;
  beforeAll(async () => {
    house = await startApp();
    root = { headers: await signIn(house) };
    boss = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 });
    seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
  });
  afterAll(() => house.close());
  const send = async (method: 'GET' | 'POST' | 'PATCH', url: string, who: Who, payload?: object) => {
    const answer = await house.app.inject({ method, url: `/api${url}`, headers: who.headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  };

  it('REQ-A5 user names are checked as they are kept, however short they were typed', async () => {
    const named = (username: string) => send('POST', '/staff', root, { username, name: '新人' });
    expect(faults((await named('ﷺ'.repeat(40))).body)).toEqual(['username text.too-long']);
    expect(faults((await named('ﷺ')).body)).toEqual(['username username.invalid']); // four words with blanks between
    expect((await named('ﬁona')).body).toMatchObject({ username: 'fiona' });
    expect((await send('PATCH', `/staff/${seller.id}`, root, { username: '㌍'.repeat(30) })).status).toBe(400);
    expect((await send('POST', '/auth/login', { headers: {} }, { username: 'ﷺ'.repeat(190), password: 'x' })).status).toBe(401);
  });

  it('tags whose key is longer than their name, and capitals that become two letters, are kept or refused', async () => {
    for (const name of ['\u{1D160}'.repeat(20), '\uFB2C'.repeat(40), 'İ'.repeat(40)])
      expect([201, 400]).toContain((await send('POST', '/tags', boss, { name })).status);
    const email = `${'İ'.repeat(180)}@x.cn`;
    expect([201, 400]).toContain((await send('POST', '/customers', seller, { name: '长邮箱', email })).status);
  });

  it('marks that turn the text around them are not kept', async () => {
    const { body } = await send('POST', '/customers', seller, { name: '\u202E张三\u202C', notes: 'a\u2066b\u2069', area: 'שלום\u200F' });
    expect(body).toMatchObject({ name: '张三', notes: 'ab', area: 'שלום\u200F' });
    expect(faults((await send('POST', '/customers', seller, { name: '\u202E' })).body)).toEqual(['name text.invisible']);
    expect((await send('POST', '/tags', boss, { name: '\u202Dtxt.exe' })).body).toMatchObject({ name: 'txt.exe' });
  });

  it('leave and plans lie in years that people live in', async () => {
    const leave = (fromDay: string, toDay: string) => send('POST', `/staff/${seller.id}/leave`, boss, { fromDay, toDay });
    expect(faults((await leave('1900-01-01', '9999-12-31')).body)).toEqual(['fromDay leave.day', 'toDay leave.day']);
    expect(faults((await leave('2026-01-01', '2029-02-01')).body)).toEqual(['toDay leave.too-long']);
    const { body } = await leave('2026-01-01', '2026-01-02');
    const longer = await send('PATCH', `/staff/${seller.id}/leave/${body.id}`, boss, { toDay: '2036-01-01', version: body.version });
    expect(faults(longer.body)).toEqual(['toDay leave.too-long']);
    const customerId = (await send('POST', '/customers', seller, { name: '远' })).body.id;
    const far = { customerId, kind: 'call', summary: 'x', nextFollowUpAt: '9999-01-01T00:00:00Z', occurredAt: '9999-01-01T00:00:00Z' };
    expect(faults((await send('POST', '/interactions', seller, far)).body)).toEqual([
      'occurredAt instant.far',
      'nextFollowUpAt instant.far',
    ]);
  });

  it('faults of the shape and values that nobody knows are named at once', async () => {
    const body = { name: '', phone: '12', level: 'nope', source: 'nowhere', referredById: 999_999, nobody: 1 };
    const named = faults((await send('POST', '/customers', seller, body)).body);
    expect(named).toEqual(
      expect.arrayContaining([
        'name required',
        'phone phone.invalid',
        'nobody field.unknown',
        'level dictionary.unknown',
        'source dictionary.unknown',
        'referredById reference.unknown',
      ]),
    );
    expect(named).toHaveLength(6);
  });

  it('of a change as well, but for what the record may say already', async () => {
    const { id } = (await send('POST', '/customers', seller, { name: '改', level: 'key' })).body;
    const change = (body: object) => send('PATCH', `/customers/${id}`, seller, body).then((answer) => faults(answer.body)?.sort());
    expect(await change({ phone: '12', level: 'nope', source: 'nowhere', courseIds: [999_999] })).toEqual([
      'courseIds.0 reference.unknown',
      'level dictionary.unknown',
      'phone phone.invalid',
      'source dictionary.unknown',
    ]);
    expect(await change({ phone: '12', level: 'key', referredById: 999_999, company: {} })).toEqual(['phone phone.invalid']);
    expect(await change({ phone: '12', type: 'person', company: {} })).toEqual(['company profile.mismatch', 'phone phone.invalid']);
    expect(await change({ level: 'nope', referredById: 999_999 })).toEqual(['level dictionary.unknown', 'referredById reference.unknown']);
  });

  it('so it is with colleagues, leave, follow-ups and rules: what is not there is named with what is wrong in shape', async () => {
    const named = async (method: 'POST' | 'PATCH', url: string, body: object, who: Who = root) =>
      faults((await send(method, url, who, body)).body)?.sort();
    const nowhere = { departmentId: 999_999, positionId: 999_999 };
    const ofShape = ['departmentId reference.unknown', 'email email.invalid', 'positionId reference.unknown'];
    expect(await named('PATCH', `/staff/${seller.id}`, { ...nowhere, email: 'x' })).toEqual(ofShape);
    expect(await named('PATCH', `/staff/${seller.id}`, { ...nowhere, email: 'x', roleIds: [999_999] })).toEqual([
      ...ofShape,
      'roleIds field.unknown',
    ]);
    const newcomer = { username: 'nobody', name: '新人', ...nowhere, roleIds: [999_999] };
    expect(await named('POST', '/staff', { ...newcomer, email: 'x' })).toEqual([...ofShape, 'roleIds.0 reference.unknown']);
    expect(await named('POST', '/staff', newcomer)).toEqual([ofShape[0], ofShape[2], 'roleIds.0 reference.unknown']);
    for (const rules of ['/distribution/rules', '/distribution/claim-rules']) {
      const rule = (await send('POST', rules, root, { name: '规则', departmentId: boss.departmentId })).body;
      for (const [method, url] of [['PATCH', `${rules}/${rule.id}`] as const, ['POST', rules] as const])
        expect(await named(method, url, { name: '', departmentId: 999_999 })).toEqual(['departmentId reference.unknown', 'name required']);
    }
    const backwards = { fromDay: '2026-05-02', toDay: '2026-05-01' };
    const leave = (await send('POST', `/staff/${seller.id}/leave`, boss, { fromDay: '2026-05-01', toDay: '2026-05-02' })).body;
    for (const [method, url] of [
      ['PATCH', `/staff/${seller.id}/leave/${leave.id}`] as const,
      ['POST', `/staff/${seller.id}/leave`] as const,
    ])
      expect(await named(method, url, { ...backwards, reason: 5, x: 1 }, boss)).toEqual([
        'reason type.wrong',
        'toDay leave.backwards',
        'x field.unknown',
      ]);
    const customerId = (await send('POST', '/customers', seller, { name: '跟进' })).body.id;
    expect(await named('POST', '/interactions', { customerId, kind: 'chat' }, seller)).toEqual([
      'kind choice.unknown',
      'summary interaction.text-missing',
    ]);
    expect(await named('POST', '/interactions', { customerId, kind: 'call', summary: '' }, seller)).toEqual(['summary required']);
  });

  it('REQ-E6 REQ-E4 what is only tried is checked like what is saved', async () => {
    const rule = await send('POST', '/distribution/rules/preview', root, { source: 'no-such', departmentId: 999_999, followUpDays: 2 });
    expect(faults(rule.body)).toEqual(['source dictionary.unknown', 'departmentId reference.unknown']);
    const quotas = [{ staffId: 1, weight: 1, perRound: 1, filters: { sources: ['no-such'], courseIds: [999_999] } }];
    const draft = await send('POST', '/distribution/preview', root, { quotas });
    expect(faults(draft.body)).toEqual(['quotas.0.filters.sources.0 dictionary.unknown', 'quotas.0.filters.courseIds.0 reference.unknown']);
  });

  it('one record has one address, and who asks for nothing hands over nothing', async () => {
    for (const id of ['1e0', '01', '+1', '1.0']) expect((await send('GET', `/staff/${id}`, root)).status, id).toBe(400);
    for (const body of ['[]', '"text"', '42', 'true']) {
      const headers = { ...root.headers, 'content-type': 'application/json' };
      const answer = await house.app.inject({ method: 'POST', url: '/api/notifications/read-all', headers, payload: body });
      expect(answer.statusCode, body).toBe(400);
    }
    expect((await send('GET', '/staff/999999/leave', root)).status).toBe(404);
  });

  it('REQ-E6 a rule names both a source and a department that are not there, and keeps a source that was retired', async () => {
    const sources = '/dictionaries/customer.source/items';
    const { id } = (await send('POST', sources, root, { value: 'fair', labelZh: '展会', labelEn: 'Fair' })).body;
    const rule = (await send('POST', '/distribution/rules', root, { name: '展会', source: 'fair' })).body;
    expect((await send('PATCH', `${sources}/${id}`, root, { active: false })).status).toBe(200);
    const change = (body: object) => send('PATCH', `/distribution/rules/${rule.id}`, root, body);
    expect((await change({ followUpDays: 5 })).body).toMatchObject({ source: 'fair', followUpDays: 5 });
    expect(faults((await change({ source: 'fair', name: '' })).body)).toEqual(['name required']);
    expect(faults((await change({ source: 'nowhere', departmentId: 999_999 })).body)).toEqual([
      'source dictionary.unknown',
      'departmentId reference.unknown',
    ]);
    expect(faults((await send('POST', '/distribution/rules', root, { name: '又', source: 'fair' })).body)).toEqual([
      'source dictionary.unknown',
    ]);
  });

  it('REQ-C2 a change of a colleague that is wrong in shape tells nobody which departments there are beyond his reach', async () => {
    const { departmentId: elsewhere } = await newStaff(house, { departmentCode: 1900 });
    const keeper = await newStaffWith(
      house,
      { 'read Staff': { reach: 'all' }, 'update Staff': { reach: 'tree' } },
      { departmentCode: 1001 },
    );
    const named = async (id: number, who: Who) =>
      faults((await send('PATCH', `/staff/${seller.id}`, who, { departmentId: id, email: 'x' })).body)?.sort();
    const narrow = await newStaffWith(house, {
      'read Staff': { reach: 'all' },
      'update Staff': { reach: 'custom', conditions: { active: true, departmentId: seller.departmentId } },
    });
    for (const id of [elsewhere!, 999_999]) {
      expect(await named(id, keeper)).toEqual(['departmentId reference.unknown', 'email email.invalid']);
      expect(await named(id, narrow)).toEqual(['email email.invalid']);
    }
  });

  it('one value has one fault, though two limits refuse it', async () => {
    expect(faults((await send('GET', '/customers?page=1e308', seller)).body)).toEqual(['page number.too-big']);
  });
});
