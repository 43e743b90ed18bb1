import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { Importer } from '../imports.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

type Person = Awaited<ReturnType<typeof newStaff>>;

/** The same to whoever reads them: with joiners, breaks, marks of direction and fillers in them, full-width, or in ligatures. */
const DISGUISED = {
  phone: ['+86\u200d13877770001', '138\u20607777\u00ad0001', '１３８７７７７０００１'],
  qq: ['998\u200d87711', '９９８８７７１１\u034f'],
  email: ['te\u200dst@x.com', 'te\u2060st@x.com', 'te\u00adst@x.com', 'te\u202est@x.com', 'te\u034fst@x.com', 'ｔｅｓｔ@x.com'],
  externalId: ['EXT-1\u200d', 'E\u00adXT-1', 'ＥＸＴ-1', '\u202eEXT-1', 'EXT\u2060-1\u2800'],
} as const;
const PLAIN = { phone: '+8613877770001', qq: '99887711', email: 'test@x.com', externalId: 'EXT-1' };
const CASES = Object.entries(DISGUISED).flatMap(([key, all]) => all.map((typed) => [key as keyof typeof PLAIN, typed] as const));

describe('keys with characters that nobody sees', () => {
  let house: TestApp;
  let [sales, operations]: Person[] = [];
  let known: number;
  let blank: number;
  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, who: Person, payload?: object) => {
    const answer = await house.app.inject({ method, url: `/api${url}`, headers: who.headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.body ? answer.json<Record<string, unknown> & { id: number }>() : undefined };
  };
  const customers = () => house.app.get(Database, { strict: false }).rows<{ n: number }>('SELECT COUNT(*) AS n FROM customer');

  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { roles: ['salesperson', 'sales-supervisor'], departmentCode: 1001 });
    operations = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
    known = (await send('POST', '/customers', sales, { name: 'Known', ...PLAIN })).body!.id;
    blank = (await send('POST', '/customers', sales, { name: 'Blank' })).body!.id;
  });
  afterAll(() => house.close());

  it.each(CASES)('REQ-D20 %s %j is the one that is there: entering, changing and looking for it', async (key, typed) => {
    const before = await customers();
    const duplicate = { status: 409, body: { code: 'customer.duplicate', duplicate: { customerId: known } } };
    expect(await send('POST', '/customers', sales!, { name: 'Again', [key]: typed })).toMatchObject(duplicate);
    expect(await send('PATCH', `/customers/${blank}`, sales!, { [key]: typed })).toMatchObject(duplicate);
    const met = await send('GET', `/customers/duplicates?${key}=${encodeURIComponent(typed)}`, sales!);
    expect(met.body).toMatchObject({ duplicates: [{ customerId: known }] });
    const office = await new BackOffice(house).signIn(sales!.username, STAFF_PASSWORD);
    expect((await office.post('/api/resources/customers/actions/new', { name: 'Again', type: 'person', [key]: typed })).status).toBe(409);
    expect(await customers()).toEqual(before);
  });

  it('REQ-D20 an import meets them as well, in the file and in the house', async () => {
    const lines = CASES.map(
      ([key, typed], i) => `行${i},${['phone', 'qq', 'email', 'externalId'].map((k) => (k === key ? typed : '')).join(',')}`,
    );
    const file = `姓名,电话,QQ,邮箱,外部编号\n${lines.join('\n')}\n新,,,ne\u200dw@x.com,NEW\u20601\n又新,,,new@x.com,\n再新,,,,ＮＥＷ1\n`;
    const imported = await new Importer(house, operations!.headers).import(file);
    expect(imported).toMatchObject({ created: 1, duplicate: CASES.length + 2, invalid: 0 });
    const stored = await house.app
      .get(Database, { strict: false })
      .rows('SELECT email, externalId, externalIdKey FROM customer ORDER BY id DESC LIMIT 1');
    expect(stored).toEqual([{ email: 'new@x.com', externalId: 'NEW1', externalIdKey: 'NEW1' }]);
  });

  it('REQ-E8 a bar on a key holds however the key is written', async () => {
    const his = (await send('POST', '/customers', sales!, { name: 'His', email: 'barred@x.com', externalId: 'BAR-1' })).body!;
    expect((await send('DELETE', `/customers/${his.id}`, sales!)).status).toBe(204);
    const disguised = await send('POST', '/customers', sales!, { name: 'Disguised', externalId: 'ＢＡＲ\u200d-1' });
    expect([disguised.status, disguised.body!['code'] ?? disguised.body!['ownerId']]).toEqual([201, null]);
  });
});
