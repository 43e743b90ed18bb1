import { startApp, type TestApp } from '../app.js';
import { type Grants, newStaffWith } from '../builders/granted.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

/** Merging takes nothing, shows nothing and writes nothing that its caller could not reach without it. */
describe('rights and merging', () => {
  let house: TestApp;
  let sales: Who;
  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
  });
  afterAll(() => house.close());

  const send = (method: 'GET' | 'POST' | 'PATCH', url: string, who: Pick<Who, 'headers'>, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: { ...who.headers, 'accept-language': 'en' }, ...(payload ? { payload } : {}) });
  let n = 0;
  const enter = async (who: Pick<Who, 'headers'>, body: object = {}) => {
    const answer = await send('POST', '/customers', who, { name: `客户${++n}`, ...body });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  };
  const someone = (grants: Grants) => newStaffWith(house, grants, { departmentCode: 1001 });
  const full = { notes: '他的', phone: '', area: '上海', person: { salary: '20k' } };

  describe('REQ-B13 whose value stands is chosen by those who may change the field', () => {
    const pair = async () => {
      const phone = () => `136${String(10_000_000 + ++n)}`;
      const kept = await enter(sales, { ...full, notes: '我的', area: '北京', phone: phone(), person: { salary: '10k' } });
      const other = await enter(sales, { ...full, phone: phone() });
      return { kept, other };
    };
    const reads: Grants = { 'read Customer': { reach: 'all' }, 'merge Customer': { reach: 'all' }, 'reveal Contact': { reach: 'all' } };
    const choices = { notes: 'other', phone: 'other', area: 'other', 'person.salary': 'other' };

    it.each<[string, Grants, string]>([
      ['nobody’s customers', {}, 'notes, phone, area, person'],
      ['his own', { 'update Customer': { reach: 'own' } }, 'notes, phone, area, person'],
      ['names', { 'update Customer': { reach: 'all', fields: ['name'] } }, 'notes, phone, area, person'],
      ['areas', { 'update Customer': { reach: 'all', fields: ['area', 'person'] } }, 'notes, phone'],
    ])('not by somebody who changes %s', async (_what, grants, fields) => {
      const { kept, other } = await pair();
      const clerk = await someone({ ...reads, ...grants });
      const body = { otherId: other.id, fields: choices };
      const refused = await send('POST', `/customers/${kept.id}/merge`, clerk, body);
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'field.forbidden']);
      expect(refused.json().detail.split(': ')[1].split(', ').sort()).toEqual(fields.split(', ').sort());
      const preview = (await send('POST', `/customers/${kept.id}/merge/preview`, clerk, body)).json();
      expect(preview.refusal).toMatchObject({ code: 'field.forbidden' });
      const open = preview.fields.filter((f: any) => f.mayChoose).map((f: any) => f.field);
      expect(open.sort()).toEqual(fields.includes('area') ? (grants['update Customer']?.fields ?? []) : ['area', 'person.salary']);
      expect((await send('GET', `/customers/${kept.id}`, sales)).json()).toMatchObject({ notes: '我的', area: '北京', version: 1 });
      // what merging does by itself needs no other right
      expect((await send('POST', `/customers/${kept.id}/merge`, clerk, { otherId: other.id })).statusCode).toBe(200);
      expect((await send('GET', `/customers/${kept.id}`, sales)).json()).toMatchObject({ area: '北京', notes: '我的\n\n他的' });
    });
  });
});
