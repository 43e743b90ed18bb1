import { type TestApp, startApp } from '../app.js';
import { type AuthHeaders, newStaff, signIn } from '../staff.js';

describe('catalog', () => {
  let house: TestApp;
  let operations: AuthHeaders;
  let lecturer: AuthHeaders;
  let salesperson: AuthHeaders;
  beforeAll(async () => {
    house = await startApp();
    operations = (await newStaff(house, { roles: ['operations'] })).headers;
    lecturer = (await newStaff(house, { roles: ['lecturer'] })).headers;
    salesperson = (await newStaff(house, { roles: ['salesperson'] })).headers;
  });
  afterAll(() => house.close());

  const send = (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, headers: AuthHeaders, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers, ...(payload ? { payload } : {}) });

  it('REQ-T10 REQ-G1 campuses and courses are made, changed, listed and deleted', async () => {
    const campus = (await send('POST', '/campuses', operations, { name: ' 沙河校区 ', address: '北京' })).json();
    expect(campus).toMatchObject({ name: '沙河校区', address: '北京', active: true, version: 1 });
    const made = await send('POST', '/courses', operations, { name: 'Linux基础', outline: '第一课' });
    expect(made.statusCode).toBe(201);
    const course = made.json();
    const patched = (await send('PATCH', `/courses/${course.id}`, operations, { active: false, version: 1 })).json();
    expect(patched).toMatchObject({ name: 'Linux基础', outline: '第一课', active: false, version: 2 });
    expect((await send('PUT', `/courses/${course.id}`, operations, { active: true, version: 1 })).json()).toMatchObject({
      status: 409,
      code: 'stale',
    });
    expect((await send('GET', '/courses?search=linux&active=false', salesperson)).json()).toMatchObject({
      total: 1,
      items: [{ id: course.id }],
    });
    expect((await send('DELETE', `/campuses/${campus.id}`, operations)).statusCode).toBe(204);
    expect((await send('GET', `/campuses/${campus.id}`, operations)).statusCode).toBe(404);
  });

  it('REQ-G1 REQ-D9 a course that customers asked about is not deleted under them, and the refusal says who needs it', async () => {
    const course = (await send('POST', '/courses', operations, { name: 'PMP冲刺' })).json();
    const customer = (await send('POST', '/customers', operations, { name: '问课的人', courseIds: [course.id] })).json();
    expect((await send('DELETE', `/courses/${course.id}`, operations)).json()).toMatchObject({
      ...{ status: 409, code: 'in-use' },
      detail: '仍被引用，不能删除：PMP冲刺（客户 1 位）',
    });
    expect((await send('GET', `/customers/${customer.id}`, operations)).json()).toMatchObject({ courseIds: [course.id] });
    await send('PATCH', `/customers/${customer.id}`, operations, { courseIds: [] });
    const seller = await newStaff(house, { roles: ['salesperson'] });
    const quota = { staffId: seller.id, weight: 1, perRound: 1, filters: { courseIds: [course.id], sources: ['dsp'] } };
    const { id: quotaId } = (await send('POST', '/distribution/quotas', operations, quota)).json();
    expect((await send('DELETE', `/courses/${course.id}`, operations)).json()).toMatchObject({
      detail: '仍被引用，不能删除：PMP冲刺（权重与承单数 1 条）',
    });
    const sources = (await send('GET', '/dictionaries/customer.source/items?pageSize=100', operations)).json<{
      items: { id: number; value: string }[];
    }>();
    const dsp = sources.items.find(({ value }) => value === 'dsp')!;
    expect((await send('DELETE', `/dictionaries/customer.source/items/${dsp.id}`, operations)).json()).toMatchObject({
      ...{ status: 409, code: 'dictionary.item-in-use' },
      detail: '仍被使用，不能删除，请改为停用：DSP（权重与承单数 1 条）',
    });
    await send('DELETE', `/distribution/quotas/${quotaId}`, operations);
    expect((await send('DELETE', `/courses/${course.id}`, operations)).statusCode).toBe(204);
  });

  it('REQ-C2 a department that a rule names is not deleted with its rule', async () => {
    const admin = await signIn(house);
    const department = (await send('POST', '/departments', admin, { code: 7777, name: '试点部' })).json();
    await send('POST', '/distribution/rules', admin, { name: '试点', departmentId: department.id, followUpDays: 5 });
    expect((await send('DELETE', `/departments/${department.id}`, admin)).json()).toMatchObject({
      code: 'in-use',
      detail: expect.stringMatching(/期限规则 1 条|deadline rules: 1/) as string,
    });
  });

  it('a name is taken once', async () => {
    await send('POST', '/courses', operations, { name: 'Python自动化' });
    const again = await send('POST', '/courses', operations, { name: 'Python自动化' });
    expect(again.json()).toMatchObject({
      ...{ status: 409, code: 'unique.violated' },
      errors: [{ path: 'name', code: 'unique', message: '已被其他记录使用' }],
    });
  });

  it('a lecturer writes the syllabus, and nothing else', async () => {
    const { id } = (await send('POST', '/courses', operations, { name: '前端' })).json();
    expect((await send('PATCH', `/courses/${id}`, lecturer, { outline: '新大纲' })).json()).toMatchObject({ outline: '新大纲' });
    expect((await send('PATCH', `/courses/${id}`, lecturer, { name: '后端' })).json()).toMatchObject({
      status: 403,
      code: 'field.forbidden',
    });
    expect((await send('POST', '/courses', salesperson, { name: '设计' })).statusCode).toBe(403);
    expect((await send('DELETE', `/courses/${id}`, lecturer)).statusCode).toBe(403);
  });

  it('REQ-B11 field rules hold for a new one as for a changed one, and what is left out is not set by whoever may not set it', async () => {
    const admin = await signIn(house);
    const role = (await send('POST', '/roles', admin, { code: 'planner', nameZh: '教务', nameEn: 'Planner' })).json();
    const { items } = (await send('GET', '/permissions?subject=Course&pageSize=100', admin)).json();
    const permissions = ['read', 'create'].map((action) => ({
      permissionId: items.find((p: { action: string }) => p.action === action).id,
      reach: 'all',
      ...(action === 'create' ? { fields: ['name', 'outline'] } : {}),
    }));
    expect((await send('PUT', `/roles/${role.id}/permissions`, admin, { permissions })).statusCode).toBe(200);
    const { headers } = await newStaff(house, { roles: ['planner'] });
    expect((await send('POST', '/courses', headers, { name: '安全', active: false })).json()).toMatchObject({ code: 'field.forbidden' });
    const made = (await send('POST', '/courses', headers, { name: '安全' })).json();
    expect(made).toMatchObject({ name: '安全', outline: null, active: true });
    expect((await send('PATCH', `/courses/${made.id}`, headers, { name: '网络安全' })).statusCode).toBe(403);
  });

  it('the log tells what was set, changed and lost', async () => {
    const admin = await signIn(house);
    const { id } = (await send('POST', '/courses', operations, { name: '运维' })).json();
    await send('PATCH', `/courses/${id}`, operations, { active: false });
    await send('DELETE', `/courses/${id}`, operations);
    const { items } = (await send('GET', `/audit?subject=Course&subjectId=${id}`, admin)).json();
    expect(items.map((entry: { action: string; changes: object }) => [entry.action, entry.changes])).toEqual([
      ['delete', expect.objectContaining({ name: ['运维', null] })],
      ['update', { active: [true, false] }],
      ['create', expect.objectContaining({ name: [null, '运维'] })],
    ]);
  });

  it.each([
    [{}, 'name'],
    [{ name: 'x'.repeat(65) }, 'name'],
    [{ name: 5 }, 'name'],
    [{ name: 'x', price: 1 }, 'price'],
  ])('refuses %j and names the fault', async (payload, path) => {
    const answer = (await send('POST', '/courses', operations, payload)).json();
    expect(answer).toMatchObject({ status: 400, code: 'input.invalid' });
    expect(answer.errors.map((e: { path: string }) => e.path)).toContain(path);
  });
});
