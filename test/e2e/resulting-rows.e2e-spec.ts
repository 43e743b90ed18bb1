import { startApp, STACK, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { call, type Method } from '../calls.js';
import { departmentOf, newStaff } from '../staff.js';

type Who = { headers: Record<string, string> };

describe(`REQ-B13 what rules say of rows holds for those that are added, and for what others become, on ${STACK}`, () => {
  let house: TestApp;
  let n = 0;
  const send = (method: Method, path: string, who: Who, payload?: object) => call(house, method, path, who, payload);
  const all = { reach: 'all' };
  const where = (conditions: object, more: object = {}) => ({ reach: 'custom', conditions, ...more });
  const except = (conditions: object, fields?: string[]) => where(conditions, { inverted: true, ...(fields ? { fields } : {}) });

  beforeAll(async () => {
    house = await startApp();
  });
  afterAll(() => house.close());

  it('courses', async () => {
    const rested = where({ active: false });
    const keeper = await newStaffWith(house, { 'read Course': all, 'create Course': rested, 'update Course': rested });
    const course = (active: boolean, more: object = {}) => ({ name: `课程${++n}`, active, ...more });
    const made = await send('POST', '/courses', keeper, course(false));
    expect(made.status).toBe(201);
    const refused = course(true);
    expect((await send('POST', '/courses', keeper, refused)).body.code).toBe('forbidden');
    expect((await send('GET', `/courses?search=${encodeURIComponent(refused.name)}`, keeper)).body.total).toBe(0);
    expect((await send('PATCH', `/courses/${made.body.id}`, keeper, { active: true })).body.code).toBe('forbidden');
    expect((await send('GET', `/courses/${made.body.id}`, keeper)).body).toMatchObject({ active: false, version: 1 });
    expect((await send('PATCH', `/courses/${made.body.id}`, keeper, { name: `课程${++n}` })).status).toBe(200);
    const writer = await newStaffWith(house, [
      { 'read Course': all, 'create Course': all },
      { 'create Course': except({ active: true }, ['outline']) },
    ]);
    const outline = '第一课';
    const forbidden = await send('POST', '/courses', writer, course(true, { outline }));
    expect([forbidden.status, forbidden.body.code, forbidden.body.detail]).toEqual([
      403,
      'field.forbidden',
      expect.stringContaining('outline'),
    ]);
    expect((await send('POST', '/courses', writer, course(true))).status).toBe(201);
    expect((await send('POST', '/courses', writer, course(false, { outline }))).status).toBe(201);
  });

  it('departments', async () => {
    const id = await departmentOf(house, 4000);
    const keeper = await newStaffWith(house, [
      { 'read Department': all, 'create Department': all, 'update Department': where({ code: { $lt: 5000 } }) },
      { 'create Department': except({ code: { $gte: 5000 } }, ['name']) },
    ]);
    expect((await send('PATCH', `/departments/${id}`, keeper, { code: 6000 })).body.code).toBe('forbidden');
    expect((await send('PATCH', `/departments/${id}`, keeper, { code: 4001 })).body).toMatchObject({ code: 4001, version: 2 });
    expect((await send('POST', '/departments', keeper, { code: 5001, name: 'x' })).body.code).toBe('field.forbidden');
    expect((await send('POST', '/departments', keeper, { code: 4002, name: 'x' })).status).toBe(201);
  });

  it('staff', async () => {
    const departmentId = await departmentOf(house, 4100);
    const keeper = await newStaffWith(house, [
      { 'read Staff': all, 'create Staff': all, 'update Staff': all },
      { 'create Staff': except({ departmentId }, ['phone']), 'update Staff': except({ departmentId }) },
    ]);
    const person = (more: object) => ({ username: `person${++n}`, name: 'x', phone: `1381234${1000 + n}`, ...more });
    expect((await send('POST', '/staff', keeper, person({ departmentId }))).body.code).toBe('field.forbidden');
    expect((await send('POST', '/staff', keeper, person({}))).status).toBe(201);
    const other = await newStaff(house, { departmentCode: 4200 });
    expect((await send('PATCH', `/staff/${other.id}`, keeper, { departmentId })).status).toBe(400);
  });
});
