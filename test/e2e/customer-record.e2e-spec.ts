import { EDUCATIONS, EXPERIENCES, WORK_STATUSES } from '../../src/modules/customers/profile.entity.js';
import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { type TestApp, startApp } from '../app.js';
import { type AuthHeaders, newStaff, STAFF_PASSWORD } from '../staff.js';

describe('what is known of a customer', () => {
  let house: TestApp;
  let sales: { id: number; headers: AuthHeaders };
  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
  });
  afterAll(() => house.close());

  const send = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
    (await house.app.inject({ method, url: `/api${url}`, headers: sales.headers, ...(payload ? { payload } : {}) })).json();
  const enter = (body: object = {}) => send('POST', '/customers', { name: '客户', ...body });

  it('REQ-D3 REQ-D4 REQ-D5 REQ-D6 a person has one of eight degrees, seven experiences and two states of work, and texts; other values are named', async () => {
    expect([EDUCATIONS.length, EXPERIENCES.length, WORK_STATUSES.length]).toEqual([8, 7, 2]);
    const { id } = await enter({ person: { graduationSchool: '北京大学', major: '物理', company: '某公司', salary: '8k' } });
    const texts = { graduationSchool: '北京大学', major: '物理', company: '某公司', salary: '8k' };
    expect((await send('GET', `/customers/${id}`)).person).toMatchObject({ ...texts, education: null, experience: null });
    for (const [field, values] of Object.entries({ education: EDUCATIONS, experience: EXPERIENCES, workStatus: WORK_STATUSES }))
      for (const value of values) {
        await send('PATCH', `/customers/${id}`, { person: { [field]: value } });
        expect((await send('GET', `/customers/${id}`)).person).toMatchObject({ ...texts, [field]: value });
      }
    const bad = await send('PATCH', `/customers/${id}`, { person: { education: '博士', experience: 'ten', workStatus: 'x' } });
    expect(bad.errors.map((e: { path: string }) => e.path).sort()).toEqual(['person.education', 'person.experience', 'person.workStatus']);
  });

  it('REQ-D8 REQ-D10 REQ-D12 REQ-D13 is open, received and entered now, and may have been referred by another customer', async () => {
    const first = await enter();
    expect(first).toMatchObject({ status: 'open', lastFollowUpAt: null, ownedSince: expect.any(String), referredById: null });
    expect(first.createdAt).toBe(first.updatedAt);
    const second = await enter({ referredById: first.id });
    expect(second.referredById).toBe(first.id);
    expect((await send('GET', `/customers?referredById=${first.id}`)).items.map((c: { id: number }) => c.id)).toEqual([second.id]);
    for (const referredById of [second.id, 999_999])
      expect((await send('PATCH', `/customers/${second.id}`, { referredById })).errors).toMatchObject([{ path: 'referredById' }]);
    await send('POST', '/interactions', { customerId: first.id, kind: 'call', summary: '谈过' });
    expect((await send('GET', `/customers/${first.id}`)).lastFollowUpAt).not.toBeNull();
  });

  it('REQ-D14 a company keeps every field of its file', async () => {
    const company = {
      licenceNumber: '91110000',
      legalRepresentative: '王法人',
      registeredCapital: '100万',
      annualTurnover: '1亿',
      bank: '工商银行',
      bankAccount: '6222',
      localTaxNumber: 'D1',
      nationalTaxNumber: 'G1',
      fax: '010-1',
    };
    const core = {
      area: '北京',
      level: 'key',
      satisfaction: '4',
      credit: '5',
      address: '海淀',
      postCode: '100080',
      phone: '13800138000',
      website: 'a.cn',
    };
    const { id } = await enter({ type: 'company', ...core, company });
    expect(await send('GET', `/customers/${id}`)).toMatchObject({
      ...core,
      phone: '+8613800138000',
      company,
      number: expect.stringMatching(/^C\d{8}$/),
    });
  });

  it('a tag that is new is logged once, whoever enters it with a customer', async () => {
    await enter({ tags: ['意向强', '周末班'] });
    await enter({ tags: ['周末班'] });
    const log = await house.app
      .get(Database, { strict: false })
      .rows<{ changes: string }>(`SELECT changes FROM audit_entry WHERE subject = 'Tag' AND action = 'create' ORDER BY id`);
    expect(log.map((e) => JSON.parse(e.changes).name[1]).sort()).toEqual(['周末班', '意向强']);
  });

  it('REQ-D27 contacts have a name, gender, position and two phones; one of them is primary, and each may go out of use', async () => {
    const { id } = await enter();
    const contact = { name: '李四', gender: 'female', position: '经理', officePhone: '010-1-2', mobile: '13900139000' };
    const one = await send('POST', `/customers/${id}/contacts`, { ...contact, primary: true });
    expect(one).toMatchObject({ ...contact, primary: true, active: true, version: 1 });
    const two = await send('POST', `/customers/${id}/contacts`, { name: '王五', primary: true });
    const listed = (await send('GET', `/customers/${id}/contacts`)).items;
    expect(listed.map((c: { id: number; primary: boolean }) => [c.id, c.primary]).sort()).toEqual(
      [
        [one.id, false],
        [two.id, true],
      ].sort(),
    );
    expect(await send('PATCH', `/customers/${id}/contacts/${one.id}`, { active: false })).toMatchObject({ active: false, name: '李四' });
  });

  it('REQ-D36 the back office reads the list a page at a time, adds a customer by its form, with tags that are made on the way, and finds him in the list', async () => {
    const person = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const office = await new BackOffice(house).signIn(person.username, STAFF_PASSWORD);
    const list = async (query: string) => (await office.list('customers', query)).body;
    expect((await list('?perPage=10')).meta.total).toBe(0);
    for (const name of ['甲', '乙']) {
      const made = await office.post('/api/resources/customers/actions/new', { type: 'person', name, tags: '表单新标签，周末' });
      expect(made.body.notice).toMatchObject({ type: 'success' });
    }
    const page = await list('?perPage=1&page=2');
    expect([page.records.length, page.meta]).toEqual([1, expect.objectContaining({ total: 2, perPage: 1, page: 2 })]);
    const tags = (await house.app.inject({ url: '/api/tags?search=表单新标签', headers: person.headers })).json();
    expect(tags.items).toMatchObject([{ name: '表单新标签' }]);
    expect((await list(`?filters.tags=${encodeURIComponent('表单新标签')}`)).meta.total).toBe(2);
  });
});
