import { startApp, type TestApp } from '../app.js';
import { type Grants, newStaffWith } from '../builders/granted.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

/** Merging takes nothing, shows nothing and writes nothing that its caller could not reach without it. */
describe('rights and merging', () => {
  let house: TestApp;
  let sales: Who;
  let operations: Who;
  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    operations = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
  });
  afterAll(() => house.close());

  const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, who: Pick<Who, 'headers'>, payload?: object) =>
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

  describe('REQ-B13 REQ-D33 the comparison shows of each record what its caller sees of it', () => {
    const everywhere = ['name', 'status', 'createdAt', 'holding', 'type'];

    it('fields that a role sees on its own customers alone stay hidden on the other one, and are not taken over', async () => {
      const clerk = await newStaffWith(
        house,
        [
          { 'read Customer': { reach: 'all', fields: everywhere } },
          {
            'read Customer': { reach: 'own' },
            'create Customer': { reach: 'all' },
            'update Customer': { reach: 'own' },
            'hold Customer': { reach: 'all' },
            'merge Customer': { reach: 'all' },
            'reveal Contact': { reach: 'all' },
          },
        ],
        { departmentCode: 1001 },
      );
      const mine = await enter(clerk, { area: '北京' });
      const secret = { ...full, phone: '13611112222', qq: '765432', address: '长安街1号', externalId: 'X-99', notes: '秘密' };
      const other = await enter(sales, { ...secret, person: { salary: '88k', idNumber: '11010519491231002X' } });
      const answer = await send('POST', `/customers/${mine.id}/merge/preview`, clerk, { otherId: other.id });
      expect(answer.statusCode).toBe(200);
      expect(answer.json().fields.map((f: any) => f.field)).toEqual(['name']);
      expect(answer.json().other).toMatchObject({ id: other.id, name: other.name, status: 'open', holding: 'owned' });
      for (const hidden of ['ownerName', 'lastFollowUpAt']) expect(answer.json().other).not.toHaveProperty(hidden);
      expect(answer.json().kept).toMatchObject({ ownerName: expect.any(String) });
      for (const text of ['1361111', '765432', '长安街', 'X-99', '秘密', '88k', '002X', '上海', '张销售'])
        expect(answer.body).not.toContain(text);
      expect(answer.json().refusal).toMatchObject({ code: 'merge.unseen', detail: expect.stringContaining('Phone') });
      const refused = await send('POST', `/customers/${mine.id}/merge`, clerk, { otherId: other.id });
      expect([refused.statusCode, refused.json().code]).toEqual([403, 'merge.unseen']);
      expect((await send('GET', `/customers/${mine.id}`, clerk)).json()).toMatchObject({ phone: null, area: '北京', version: 1 });
    });

    it('names of merged records are told to those who see names', async () => {
      const grants = (...fields: string[]): Grants => ({
        'read Customer': { reach: 'all', fields: ['createdAt', ...fields] },
        'merge Customer': { reach: 'all' },
      });
      const [kept, other] = [await enter(sales), await enter(sales, { name: '不该看见' })];
      const [blind, seeing] = [await someone(grants()), await someone(grants('name'))];
      const merged = await send('POST', `/customers/${kept.id}/merge`, blind, { otherId: other.id });
      expect([merged.statusCode, merged.json().otherId]).toEqual([200, other.id]);
      const list = (who: Pick<Who, 'headers'>) => send('GET', `/customers/${kept.id}/merges`, who);
      for (const answer of [merged, await list(blind)]) {
        expect(answer.body).toContain(`"otherId":${other.id}`);
        expect(answer.body).not.toMatch(/不该看见|otherName/);
      }
      expect((await list(seeing)).json().items).toMatchObject([{ otherName: '不该看见' }]);
    });

    it('of a record nothing is said at its head that the role does not see', async () => {
      const clerk = await someone({
        'read Customer': { reach: 'all', fields: ['name', 'createdAt'] },
        'merge Customer': { reach: 'all' },
      });
      const [kept, other] = [await enter(sales), await enter(sales)];
      const said = (await send('POST', `/customers/${kept.id}/merge/preview`, clerk, { otherId: other.id })).json();
      for (const head of [said.kept, said.other])
        expect(Object.keys(head).sort()).toEqual(['createdAt', 'deleted', 'id', 'masked', 'name', 'number', 'version']);
      expect(said.refusal).toBeNull();
    });
  });

  describe('REQ-D33 merging takes over what its caller may see in clear', () => {
    const merger: Grants = {
      'read Customer': { reach: 'all' },
      'create Customer': { reach: 'all' },
      'update Customer': { reach: 'own' },
      'hold Customer': { reach: 'all' },
      'merge Customer': { reach: 'all' },
      'read Contact': { reach: 'all' },
      'read Interaction': { reach: 'all' },
    };

    it('masked contact data does not become readable in a record of one’s own, not even of one from the recycle bin', async () => {
      const clerk = await someone({ ...merger, 'read RecycleBin': { reach: 'all' }, 'restore RecycleBin': { reach: 'all' } });
      const mine = await enter(clerk);
      const other = await enter(sales, { phone: '13622223333' });
      expect((await send('GET', `/customers/${other.id}`, clerk)).json()).toMatchObject({ phone: '136****3333' });
      for (const gone of [false, true]) {
        if (gone) await send('DELETE', `/customers/${other.id}`, operations);
        const refused = await send('POST', `/customers/${mine.id}/merge`, clerk, { otherId: other.id });
        expect([refused.statusCode, refused.json().code]).toEqual([403, 'merge.unseen']);
        expect(refused.json().detail).toContain('contact data in full');
      }
      expect((await send('GET', `/customers/${mine.id}`, clerk)).json()).toMatchObject({ phone: null });
      // of two that are masked nothing is revealed
      const [a, b] = [await enter(sales, { phone: '13622224444' }), await enter(sales)];
      expect((await send('POST', `/customers/${b.id}/merge`, clerk, { otherId: a.id })).statusCode).toBe(200);
      expect((await send('GET', `/customers/${b.id}`, clerk)).json()).toMatchObject({ phone: '136****4444' });
    });

    it('nor do interactions that are a colleague’s alone', async () => {
      const clerk = await someone({ ...merger, 'read Interaction': { reach: 'own' }, 'reveal Contact': { reach: 'all' } });
      const [mine, other] = [await enter(clerk), await enter(sales)];
      const refused = await send('POST', `/customers/${mine.id}/merge`, clerk, { otherId: other.id });
      expect(refused.json()).toMatchObject({ status: 403, code: 'merge.unseen', detail: expect.stringContaining('interactions') });
    });

    it('REQ-E8 a customer of the pool is claimed before he is merged into a record of one’s own, or one’s own into his', async () => {
      const clerk = await someone({ ...merger, 'reveal Contact': { reach: 'all' } });
      const mine = await enter(clerk);
      const other = await enter(sales, { phone: '13622225555' });
      await send('POST', `/customers/${other.id}/release`, sales, { reason: '放弃' });
      for (const [kept, otherId] of [
        [mine.id, other.id],
        [other.id, mine.id],
      ])
        expect((await send('POST', `/customers/${kept}/merge`, clerk, { otherId })).json()).toMatchObject({
          status: 409,
          code: 'merge.claim-first',
        });
      // operations, who hold neither, tidy up
      expect((await send('POST', `/customers/${mine.id}/merge`, operations, { otherId: other.id })).statusCode).toBe(200);
    });

    it('a supervisor merges what he has deleted himself', async () => {
      const supervisor = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 });
      const [kept, gone] = [await enter(sales), await enter(sales, { phone: '13622226666' })];
      await send('DELETE', `/customers/${gone.id}`, supervisor);
      const preview = (await send('POST', `/customers/${kept.id}/merge/preview`, supervisor, { otherId: gone.id })).json();
      expect(preview.fields.find((f: any) => f.field === 'phone')).toMatchObject({ otherText: '+8613622226666' });
      expect((await send('POST', `/customers/${kept.id}/merge`, supervisor, { otherId: gone.id })).statusCode).toBe(200);
    });
  });
});
