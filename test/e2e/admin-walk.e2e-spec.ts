import { AdminCatalogue } from '../../src/platform/admin/admin-catalogue.js';
import { messageCatalogue } from '../../src/platform/notifications/message.js';
import { BackOffice, startAppWith } from '../admin.js';
import type { TestApp } from '../app.js';
import { GadgetsModule } from '../fixtures/gadgets.module.js';
import { ADMIN, newStaff, STAFF_PASSWORD } from '../staff.js';

/** Whatever the modules declare works: nobody has to remember a new screen here. */
describe('every declared screen', () => {
  let house: TestApp;
  let admin: BackOffice, nobody: BackOffice;
  const screens = () => [...house.app.get(AdminCatalogue, { strict: false }).screens.values()];
  beforeAll(async () => {
    house = await startAppWith(GadgetsModule);
    admin = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    nobody = await new BackOffice(house).signIn((await newStaff(house, { roles: [] })).username, STAFF_PASSWORD);
    // a list can be looked at through a view that is there
    await admin.send('POST', '/api/saved-views', { json: { name: 'first', filters: {} } });
    for (const name of ['a', 'b']) await admin.post('/api/resources/gadgets/actions/new', { name, makerId: '1' });
  });
  afterAll(() => house.close());

  it('REQ-R1 REQ-R8 REQ-R12 lists, sorts, filters, searches and opens for an administrator', async () => {
    const faults: string[] = [];
    for (const { definition } of screens()) {
      const { id, properties } = definition;
      const ask = async (path: string) => {
        const answer = await admin.get(`/api/resources/${id}${path}`);
        if (answer.status !== 200) faults.push(`${id}${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
        return answer.body;
      };
      if ((await admin.get(`/resources/${id}`)).status !== 200) faults.push(`${id}: no page`);
      const { records = [] } = await ask('/actions/list?perPage=5');
      await ask('/actions/search/a');
      if (definition.searchable) await ask('/actions/list?search=a');
      for (const property of properties.filter((p) => p.sort))
        for (const direction of ['asc', 'desc']) await ask(`/actions/list?sortBy=${property.name}&direction=${direction}`);
      for (const property of properties) {
        const sample =
          {
            boolean: 'true',
            number: '1',
            money: '1',
            reference: '1',
            references: '1',
            day: '2026-03-01',
            instant: '2026-03-01T09:00',
            choice: property.choices?.[0]?.value ?? 'x',
          }[property.type as string] ?? 'x';
        if (property.filter) await ask(`/actions/list?filters.${property.name}=${encodeURIComponent(sample)}`);
        if (property.filterRange)
          await ask(`/actions/list?filters.${property.name}.from=2026-03-01&filters.${property.name}.to=2026-03-31`);
      }
      const [first] = records;
      if (!first) continue;
      const { record } = await ask(`/records/${first.id}/show`);
      for (const { name } of record.recordActions.filter((a: { name: string }) => a.name !== 'delete'))
        await ask(`/records/${first.id}/${name}`);
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('REQ-H6 a new record without a form, and with one that says nothing, is refused and never a failure of ours', async () => {
    for (const { definition, verbs } of screens()) {
      if (!verbs.offers('create')) continue;
      const at = `/admin/api/resources/${definition.id}/actions/new`;
      expect([definition.id, (await admin.send('POST', at)).status]).toEqual([definition.id, 400]);
      expect([definition.id, (await admin.send('POST', at, { json: {} })).status]).toEqual([definition.id, 400]);
      expect([definition.id, (await admin.send('POST', at, { json: [] })).status]).toEqual([definition.id, 400]);
    }
  });

  it('REQ-R13 is closed to somebody without any right, and not even named', async () => {
    const page = (await nobody.get('/')).text;
    for (const { definition } of screens()) {
      expect([definition.id, (await nobody.list(definition.id)).status]).toEqual([definition.id, 403]);
      expect([definition.id, (await nobody.get(`/resources/${definition.id}`)).status]).toEqual([definition.id, 403]);
      expect(page).not.toContain(`"/admin/resources/${definition.id}"`);
    }
    for (const { name, permission } of house.app.get(AdminCatalogue, { strict: false }).pages.values())
      expect([name, (await nobody.get(`/pages/${name}`)).status]).toEqual([name, permission === 'signed-in' ? 200 : 403]);
    expect((await nobody.get('/api/dashboard')).body).toEqual({ cards: [] });
  });

  it('what messages lead to is there, and lists know the filters they come with', async () => {
    const { screens: known, pages } = house.app.get(AdminCatalogue, { strict: false });
    const seven = new Proxy({}, { get: () => 7 });
    const faults: string[] = [];
    // those that other tests of this process defined lead nowhere
    for (const { code, link } of [...messageCatalogue.values()].filter((message) => !message.code.startsWith('test.'))) {
      const [path = '', query] = (link?.(seven) ?? '').split('?');
      const [, , kind, name = ''] = path.split('/');
      if (kind === 'resources' ? !known.has(name) : kind === 'pages' ? !pages.has(name) : path) faults.push(`${code}: ${path}`);
      if (query && kind === 'resources' && (await admin.list(name, `?${query}`)).status !== 200) faults.push(`${code}: ${path}?${query}`);
    }
    expect(faults).toEqual([]);
  });

  it('names are searched as they are written: no character stands for others', async () => {
    const seller = await newStaff(house, { roles: ['salesperson'] });
    for (const name of ['100% sure', '1000 sure'])
      await house.app.inject({ method: 'POST', url: '/api/customers', headers: seller.headers, payload: { name } });
    const found = async (search: string) => (await admin.list('holdings', `?search=${encodeURIComponent(search)}`)).body.meta.total;
    expect([await found('100'), await found('100%'), await found('%')]).toEqual([2, 1, 0]);
  });

  it('REQ-R13 has a menu with a text in both languages', () => {
    const catalogue = house.app.get(AdminCatalogue, { strict: false });
    const used = [...screens().map((s) => s.definition.menu), ...[...catalogue.pages.values()].flatMap((p) => p.menu ?? [])];
    expect(used.filter((code) => !catalogue.menus.has(code))).toEqual([]);
  });

  it('REQ-R1 every text is there in both languages', () => {
    const faults: string[] = [];
    for (const { definition } of screens()) {
      const texts = [definition.label, ...definition.properties.map((p) => p.label), ...(definition.actions ?? []).map((a) => a.label)];
      if (texts.some((text) => !text['zh-CN'] || !text.en)) faults.push(definition.id);
    }
    expect(faults).toEqual([]);
  });
});
