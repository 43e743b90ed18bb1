import { startApp, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { newStaff } from '../staff.js';

type Who = { headers: Record<string, string> };

describe('REQ-B13 fields that a role does not see are not told beside the record either', () => {
  let house: TestApp;
  let sales: Awaited<ReturnType<typeof newStaff>>;
  let id: number;
  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { name: '张负责', roles: ['salesperson'], departmentCode: 1001 });
    const supervisor = await newStaff(house, { name: '王主管', roles: ['sales-supervisor'], departmentCode: 1001 });
    id = (await send('POST', '/customers', sales, { name: '甲', phone: '13611110001' })).json().id;
    await send('PATCH', `/customers/${id}`, sales, { phone: '13611110002' });
    await send('PATCH', `/customers/${id}`, sales, { name: '乙', level: 'key' });
    await send('POST', `/customers/${id}/lock`, supervisor, { until: '2030-01-01' });
    await send('POST', '/interactions', sales, { customerId: id, kind: 'call', summary: '谈过' });
    const other = (await send('POST', '/customers', sales, { name: '乙二' })).json().id;
    await send('POST', `/customers/${id}/merge`, supervisor, { otherId: other });
  });
  afterAll(() => house.close());

  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, who: Who, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: who.headers, ...(payload ? { payload } : {}) });
  const sees = (fields: string[]) => newStaffWith(house, { 'read Customer': { reach: 'all', fields } }, { departmentCode: 1002 });
  const timeline = async (who: Who) => (await send('GET', `/customers/${id}/timeline?pageSize=100`, who)).json().items as any[];

  it('the deadline is told to those who see until when a customer is held', async () => {
    const blind = await send('GET', `/customers/${id}/deadline`, await sees(['name', 'createdAt']));
    expect([blind.statusCode, blind.json().code]).toEqual([403, 'forbidden']);
    expect(blind.body).not.toContain('2030');
    const seen = await send('GET', `/customers/${id}/deadline`, await sees(['name', 'reclaimAt']));
    expect(seen.json()).toMatchObject({ lockedUntil: '2030-01-01', explanation: expect.any(String) });
    expect(seen.json()).not.toHaveProperty('countsBySource');
    expect((await send('GET', `/customers/${id}/deadline`, sales)).json()).toHaveProperty('countsBySource');
  });

  it('however much of the log he is not told, a page goes on behind it', async () => {
    const one = (await send('POST', '/customers', sales, { name: '丙', phone: '13611110100' })).json().id;
    for (let n = 0; n < 24; n++) await send('PATCH', `/customers/${one}`, sales, { phone: `136111102${String(n).padStart(2, '0')}` });
    const page = await send('GET', `/customers/${one}/timeline?pageSize=2`, await sees(['name', 'createdAt']));
    expect(page.json().items.map((e: any) => [e.kind, e.action])).toEqual([['change', 'create']]);
  });

  it('a timeline names no owner, and no changed field, that the role does not see', async () => {
    const all = await timeline(sales);
    expect(all.map((e) => e.kind)).toEqual(expect.arrayContaining(['owned', 'owner-left', 'merge', 'change', 'interaction']));
    const told = await timeline(await sees(['name', 'createdAt']));
    expect(JSON.stringify(told)).not.toContain('ownerName');
    expect(told.filter((e) => e.kind === 'change').map((e) => [e.action, e.fields])).toEqual([
      ['create', ['name']],
      ['update', ['name']],
      ['create', ['name']],
    ]);
    expect(new Set(told.map((e) => e.kind))).toEqual(new Set(['change', 'merge']));
    const owners = await timeline(await sees(['ownerId', 'ownedSince', 'reclaimAt']));
    expect(owners.find((e) => e.kind === 'owned')).toMatchObject({ ownerName: '张负责' });
    expect(owners.filter((e) => e.kind === 'change').map((e) => e.fields)).toContainEqual(['lockedUntil']);
    expect(JSON.stringify(owners)).not.toContain('乙');
  });
});

describe('REQ-B13 what is kept by hand is read within field rules as it is written', () => {
  let house: TestApp;
  let admin: Awaited<ReturnType<typeof newStaff>>;
  let courses: number[], departments: number[];
  beforeAll(async () => {
    house = await startApp();
    admin = await newStaff(house, { roles: ['administrator'] });
    courses = [];
    for (const [name, outline, active] of [
      ['b课', '隐', true],
      ['a课', '显', false],
    ] as const)
      courses.push((await send('POST', '/courses', admin, { name, outline, active })).json().id);
    departments = [];
    for (const [code, name] of [
      [10, '上级'],
      [11, '下级'],
    ] as const)
      departments.push((await send('POST', '/departments', admin, { code, name, parentId: departments[0] ?? null })).json().id);
  });
  afterAll(() => house.close());

  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, who: Who, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: { ...who.headers, 'accept-language': 'en' }, ...(payload ? { payload } : {}) });
  const refusal = async (url: string, who: Who) => {
    const answer = await send('GET', url, who);
    return [answer.statusCode, answer.json().code, answer.json().detail];
  };
  const hidden = (fields: string) => [403, 'field.forbidden', `These fields are not open to you: ${fields}`];
  const ids = async (url: string, who: Who) => (await send('GET', url, who)).json().items.map(({ id }: { id: number }) => id);

  it('a hidden field of a course is not shown, no filter, no order and no search', async () => {
    const clerk = await newStaffWith(house, { 'read Course': { reach: 'all', fields: ['outline'] } });
    const one = (await send('GET', `/courses/${courses[0]}`, clerk)).json();
    expect(Object.keys(one).sort()).toEqual(['createdAt', 'id', 'outline', 'updatedAt', 'version']);
    expect(await refusal('/courses?active=true&sort=-name', clerk)).toEqual(hidden('active, name'));
    expect(await ids(`/courses?search=${encodeURIComponent('课')}`, clerk)).toEqual([]);
    expect(await ids('/courses', clerk)).toEqual(courses); // by number: the order of the names would tell them
    expect(await ids('/courses', admin)).not.toEqual(courses);
  });

  it('on rows where it is not seen it is not shown, filtered by or searched either', async () => {
    const clerk = await newStaffWith(house, [
      { 'read Course': { reach: 'all', fields: ['active'] } },
      { 'read Course': { reach: 'custom', conditions: { active: true }, fields: ['name'] } },
    ]);
    const { items } = (await send('GET', '/courses', clerk)).json();
    expect(items.map(({ id, name }: any) => [id, name])).toEqual([
      [courses[0], 'b课'],
      [courses[1], undefined],
    ]);
    expect(await ids('/courses?sort=name', clerk)).toEqual([courses[0]]);
    expect(await ids(`/courses?search=${encodeURIComponent('课')}`, clerk)).toEqual([courses[0]]);
  });

  it('answers to what one enters or changes, and refusals, tell no more', async () => {
    const grants = ['create', 'update', 'delete'].flatMap((action) => [
      [`${action} Course`, { reach: 'all' }] as const,
      [`${action} Department`, { reach: 'all' }] as const,
    ]);
    const clerk = await newStaffWith(house, {
      ...Object.fromEntries(grants),
      'read Course': { reach: 'all', fields: ['active'] },
      'read Department': { reach: 'all', fields: ['code'] },
    });
    for (const answer of [
      await send('POST', '/courses', clerk, { name: '丙课', outline: '纲' }),
      await send('PATCH', `/courses/${courses[0]}`, clerk, { active: true }),
    ])
      expect([Object.keys(answer.json()).sort(), answer.statusCode < 300]).toEqual([
        ['active', 'createdAt', 'id', 'updatedAt', 'version'],
        true,
      ]);
    const made = await send('POST', '/departments', clerk, { code: 12, name: '新部门', parentId: departments[0] });
    expect([made.statusCode, made.json()]).toEqual([
      201,
      { id: made.json().id, code: 12, version: 1, createdAt: expect.any(String), updatedAt: expect.any(String) },
    ]);
    const refused = await send('DELETE', `/departments/${departments[0]}`, clerk);
    expect([refused.statusCode, refused.body.includes('上级')]).toEqual([409, false]);
    expect(refused.json().detail).toContain(`#${departments[0]}`);
  });

  it('REQ-C1 a department is written within field rules, by the API as on its screen, and stands nowhere for those who do not see where', async () => {
    const clerk = await newStaffWith(house, {
      'read Department': { reach: 'all', fields: ['code', 'name'] },
      'update Department': { reach: 'all', fields: ['name'] },
    });
    expect(await refusal(`/departments?parentId=${departments[0]}`, clerk)).toEqual(hidden('parentId'));
    expect(await refusal('/departments?sort=path', clerk)).toEqual(hidden('parentId'));
    expect((await send('GET', `/departments/${departments[1]}`, clerk)).json()).not.toHaveProperty('path');
    const move = await send('PATCH', `/departments/${departments[1]}`, clerk, { parentId: null });
    expect([move.statusCode, move.json().code]).toEqual([403, 'field.forbidden']);
    expect((await send('PATCH', `/departments/${departments[1]}`, clerk, { name: '下级二' })).statusCode).toBe(200);
  });

  it('REQ-A19 colleagues are filtered, ordered and searched by what is seen of them, on the rows where it is', async () => {
    await newStaff(house, { name: '王一', phone: '13800001111', departmentCode: 31 });
    const near = await newStaff(house, { name: '王二', phone: '13800002222', departmentCode: 32 });
    const clerk = await newStaffWith(house, [
      { 'read Staff': { reach: 'all', fields: ['username'] } },
      { 'read Staff': { reach: 'custom', conditions: { departmentId: near.departmentId }, fields: ['name', 'phone'] } },
    ]);
    expect(await ids('/staff?search=1380000', clerk)).toEqual([near.id]);
    expect(await ids('/staff?sort=name', clerk)).toEqual([near.id]);
    expect(await refusal('/staff?active=true&departmentTreeId=1', clerk)).toEqual(hidden('departmentId, active'));
  });

  it('REQ-SY7 of jobs of others one hears what one may, of one’s own everything', async () => {
    const clerk = await newStaffWith(house, { 'read Job': { reach: 'all', fields: ['kind'] }, 'run Schedule': { reach: 'all' } });
    const run = async (name: string, who: Who) => (await send('POST', `/schedules/${name}/run`, who)).json().jobId as number;
    const [his, own] = [await run('jobs.prune', admin), await run('auth.prune', clerk)];
    const job = (await send('GET', `/jobs/${his}`, clerk)).json();
    expect(job).toMatchObject({ id: his, kind: 'jobs.prune', label: expect.any(String) });
    for (const key of ['state', 'startedBy', 'result', 'finishedAt', 'progress', 'error']) expect(job).not.toHaveProperty(key);
    const mine = (await send('GET', `/jobs/${own}`, clerk)).json();
    expect(mine).toMatchObject({ state: expect.any(String), startedBy: { kind: 'staff', id: clerk.id } });
    expect(await ids(`/jobs?state=${mine.state}`, clerk)).toEqual([own]);
  });
});
