import { DistributionRunService } from '../../src/modules/distribution/assignment/distribution-run.service.js';
import { HolderCaps } from '../../src/modules/customers/ownership/holder-caps.service.js';
import { Clock } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { RELEASE_BAR_DAYS } from '../../src/modules/customers/bars/given-up-keys.service.js';
import { startApp, type TestApp } from '../app.js';
import { ADMIN, newStaff, STAFF_PASSWORD } from '../staff.js';

describe('distribution in the back office', () => {
  let house: TestApp;
  let database: Database;
  let operations: BackOffice;
  let sales: { id: number; username: string };
  const enter = (visitor: { username: string }) => new BackOffice(house).signIn(visitor.username, STAFF_PASSWORD);

  beforeAll(async () => {
    house = await startApp();
    database = house.app.get(Database, { strict: false });
    operations = await enter(await newStaff(house, { roles: ['operations'] }));
    sales = await newStaff(house, { roles: ['salesperson'], name: '王小明', departmentCode: 1001 });
  });
  afterAll(() => house.close());

  const pending = (name: string, source: string | null = null) =>
    database.insertId(
      `INSERT INTO customer (type, name, source, status, doNotCall, doNotMail, holding, holdingSince, createdAt, updatedAt) VALUES ('person', ?, ?, 'open', 0, 0, 'pending', ?, 1, 1)`,
      [name, source, house.app.get(Clock, { strict: false }).now()],
    );
  const quotas = () =>
    database.rows<{ id: number; weight: number; filters: string | null; version: number }>(
      'SELECT id, weight, filters, version FROM quota',
    );

  it('REQ-E1 a quota is added, changed and shown with its filters in the words of the dictionaries', async () => {
    const made = await operations.post('/api/resources/quotas/actions/new', {
      staffId: sales.id,
      weight: '5',
      perRound: '2',
      sources: '百度推广、 Website',
      areas: '北京，上海',
      types: 'person',
    });
    expect([made.status, made.body.notice.type]).toEqual([200, 'success']);
    const [row] = await quotas();
    expect(JSON.parse(row!.filters!)).toEqual({ sources: ['baidu', 'website'], areas: ['北京', '上海'], types: ['person'] });
    const { body } = await operations.list('quotas', `?filters.staffId=${sales.id}`);
    expect(body.records[0].params).toMatchObject({ staffName: '王小明', weight: 5, sources: '百度推广、官方网站' });
    await operations.post(`/api/resources/quotas/records/${row!.id}/edit`, { weight: '7', sources: '', version: '1' });
    const [changed] = await quotas();
    expect([changed!.weight, JSON.parse(changed!.filters!)]).toEqual([7, { areas: ['北京', '上海'], types: ['person'] }]);
    const stale = await operations.post(`/api/resources/quotas/records/${row!.id}/edit`, { weight: '8', version: '1' });
    expect(stale.status).toBe(409);
    const faulty = await operations.post('/api/resources/quotas/actions/new', { staffId: sales.id, weight: '0', perRound: 'x' });
    expect([faulty.status, Object.keys(faulty.body.record.errors)]).toEqual([400, ['perRound']]);
  });

  it('REQ-E4 ticked quotas hold for the present round at once, all or none', async () => {
    await database.run('DELETE FROM turn');
    await pending('甲');
    await database.run('UPDATE quota SET filters = NULL');
    await house.app.get(DistributionRunService, { strict: false }).run();
    const [quota] = await quotas();
    await operations.post(`/api/resources/quotas/records/${quota!.id}/edit`, { perRound: '9' });
    const turn = async () => (await database.rows<{ perRound: number }>('SELECT perRound FROM turn'))[0]!.perRound;
    expect(await turn()).toBe(2);
    const refused = await operations.post(`/api/resources/quotas/bulk/applyNow?recordIds=${quota!.id},999`);
    expect([refused.status, await turn()]).toEqual([404, 2]);
    const applied = await operations.post(`/api/resources/quotas/bulk/applyNow?recordIds=${quota!.id}`);
    expect([applied.status, await turn()]).toEqual([200, 9]);
  });

  it('REQ-E5 decisions are listed and cannot be changed; the page behind one tells why', async () => {
    const { body } = await operations.list('assignments', `?filters.staffId=${sales.id}`);
    expect(body.records[0].params).toMatchObject({ customerName: '甲', staffName: '王小明', round: 1, position: 1 });
    expect(body.records[0].recordActions.map((a: { name: string; component?: string }) => [a.name, a.component])).toEqual([
      ['show', 'AssignmentWhy'],
    ]);
    const why = await operations.send('GET', `/api/distribution/assignments/${body.records[0].id}`);
    expect(why.body.explanation).toContain('王小明');
    expect(
      (await operations.post(`/api/resources/assignments/records/${body.records[0].id}/edit`, { round: '3' })).status,
    ).toBeGreaterThanOrEqual(400);
  });

  it('the console hears what the caller may do, in his language, and names customers only to those who may read them', async () => {
    await pending('乙');
    const director = await enter(await newStaff(house, { roles: ['sales-director'], departmentCode: 1002 }));
    const round = async (who: BackOffice, language = 'zh-CN') =>
      (await who.send('GET', '/api/distribution/rounds/current', { headers: { 'accept-language': language } })).body;
    expect((await round(operations)).allowed).toEqual({ run: true, chooseStrategy: true, fairness: true, changeQuotas: true });
    expect((await round(director)).allowed).toEqual({ run: true, chooseStrategy: false, fairness: true, changeQuotas: true });
    expect((await round(operations, 'en')).strategies[0].label).toContain('Interleaved');
    const preview = async (who: BackOffice) => (await who.send('POST', '/api/distribution/preview', { json: {} })).body.decisions[0];
    expect(await preview(operations)).toMatchObject({ customerName: '乙', staffName: '王小明' });
    expect(await preview(director)).toMatchObject({ customerName: '乙', staffName: '王小明' });
    const supervisor = await enter(await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1003 }));
    expect(await preview(supervisor)).toMatchObject({ customerName: null, staffName: '王小明' });
    expect((await (await enter(sales)).get('/pages/distribution')).status).toBe(403);
  });

  it('the first page tells each his own figures', async () => {
    const cards = async (who: BackOffice) =>
      (await who.get('/api/dashboard')).body.cards.map((c: { name: string; value: number }) => [c.name, c.value]);
    expect(await cards(operations)).toEqual([
      ['team-due', 0],
      ['unread', 0],
      ['untouched', 1],
      ['pending', 1],
      ['pool', 0],
      ['away', 0],
      ['failed-jobs', 0],
    ]);
    const finance = await enter(await newStaff(house, { roles: ['finance'] }));
    expect(await cards(finance)).toEqual([
      ['unread', 0],
      ['enrolled', 0],
    ]);
    expect(await cards(await enter(await newStaff(house, { roles: ['lecturer'] })))).toEqual([['unread', 0]]);
    const manager = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 });
    const supervisor = await enter(manager);
    const administrator = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    expect((await cards(administrator)).map(([name]: [string]) => name)).toEqual(expect.arrayContaining(['failed-jobs', 'staff', 'away']));
    expect(await cards(await enter(sales))).toEqual([
      ['due', 0],
      ['unread', 1],
      ['pool', 0],
    ]);
    for (const who of [operations, finance, supervisor, administrator, await enter(sales)])
      for (const { link } of (await who.get('/api/dashboard')).body.cards) {
        const [path, query = ''] = String(link).replace('/admin', '').split('?');
        const call = path!.startsWith('/resources/')
          ? await who.list(path!.slice('/resources/'.length), `?${query}`)
          : await who.get(path!);
        expect([link, call.status]).toEqual([link, 200]);
      }
    house.app.get(Clock, { strict: false }).advance(3 * 86_400_000);
    expect((await cards(await enter(sales)))[0]).toEqual(['due', 1]);
    expect((await cards(await enter(manager)))[0]).toEqual(['team-due', 1]);
  });

  it('REQ-E7 a claim of ticked customers tells each reason once, with how many and who; one that takes nobody is a refusal', async () => {
    const claimer = await enter(await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }));
    const pooled = async (name: string) => {
      const id = await pending(name);
      await database.run(`UPDATE customer SET holding = 'pool' WHERE id = ?`, [id]);
      return id;
    };
    const ids = [await pooled('丁'), await pooled('戊'), await pooled('己')];
    await database.run(
      `INSERT INTO claim_rule (name, departmentId, target, claimsPerDay, secondsBetween, maxOpen, active, createdAt, updatedAt, version) VALUES ('一天一个', NULL, '*', 1, NULL, NULL, 1, 0, 0, 1)`,
    );
    house.app.get(HolderCaps, { strict: false }).changed();
    const number = (id: number) => `C${String(id).padStart(8, '0')}`;
    const claim = (of: number[]) =>
      claimer.post(`/api/resources/pool/bulk/claimMany?recordIds=${of.join()}`, {}, { 'accept-language': 'zh-CN' });
    const some = await claim(ids);
    expect([some.status, some.body.notice]).toEqual([200, { message: '领取了 1 个，未成功 2 个', type: 'success' }]);
    expect(some.body.detail).toContain(`2 个：今天的领取次数已用完`);
    expect(some.body.detail).toContain(`（${number(ids[1]!)} 戊、${number(ids[2]!)} 己）`);
    const none = await claim(ids.slice(1));
    expect([none.status, none.body.notice.type]).toEqual([409, 'error']);
    expect(none.body.notice.message).toMatch(/^没有领取到任何客户。2 个：今天的领取次数已用完/);
    expect(none.body.notice.message.match(/今天的领取次数已用完/g)).toHaveLength(1);
  });

  it('REQ-R1 a list asks only those to act who may: claim from the pool, set a schedule, import, add', async () => {
    const said = async (role: string) => {
      const office = await enter(await newStaff(house, { roles: [role], departmentCode: 1001 }));
      const page = (await office.send('GET', '/admin/resources/pool')).text;
      const { resources, locale } = JSON.parse(/window\.REDUX_STATE = (.*);\n/.exec(page)![1]!);
      const texts = locale.translations['zh-CN'].resources;
      return (id: string): string[] => [resources.find((r: { id: string }) => r.id === id).help, texts[id].messages?.noRecordsInResource];
    };
    const [seller, operations] = [await said('salesperson'), await said('operations')];
    expect(seller('pool')).toEqual(['您可以领取的客户；联系方式在领取后可见。', '公海里目前没有您可以领取的客户']);
    expect(operations('pool')).toEqual(['目前没有顾问、等待同事领取的客户。', '公海里目前没有客户']);
    expect(operations('customers')[1]).toBe('还没有客户：可以新建，也可以导入。');
    expect(seller('customers')[1]).toBe('还没有客户');
    expect(operations('roles')[0]).toBe('角色决定能看什么、做什么。点开一个角色，查看它的权限。');
  });

  it('REQ-R1 messages stand beside the home page and are marked from the list alone; what is empty of a setting has no line', async () => {
    const office = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    const page = (await office.send('GET', '/admin/resources/settings')).text;
    const { resources } = JSON.parse(/window\.REDUX_STATE = (.*);\n/.exec(page)![1]!);
    const screen = (id: string) => resources.find((r: { id: string }) => r.id === id);
    expect(screen('notifications').menu).toBe('home');
    expect(screen('notifications').actions.find((a: { name: string }) => a.name === 'read').custom).toEqual({ listOnly: true });
    expect(screen('settings').showProperties.find((p: { name: string }) => p.name === 'help').custom.onlyFilled).toBe(true);
  });

  it('REQ-R1 a record that is out of the reader’s reach is no link that leads nowhere', async () => {
    const far = await newStaff(house, { departmentCode: 1009 });
    const { headers } = await newStaff(house, { roles: ['operations'] });
    const payload = { name: '别的部门', departmentId: far.departmentId, claimsPerDay: 5 };
    const rule = await house.app.inject({ method: 'POST', url: '/api/distribution/claim-rules', headers, payload });
    expect(rule.statusCode).toBe(201);
    const department = async (office: BackOffice) => {
      const { records } = (await office.list('claim-rules')).body;
      return records.find((row: { params: { name: string } }) => row.params.name === '别的部门').populated.departmentId;
    };
    const seller = await enter(await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }));
    expect(await department(seller)).toMatchObject({ title: `#${far.departmentId}`, recordActions: [] });
    const administrator = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    expect((await department(administrator)).recordActions).toEqual([{ name: 'show' }]);
    await house.app.inject({ method: 'DELETE', url: `/api/distribution/claim-rules/${rule.json().id}`, headers });
  });

  it('REQ-R1 REQ-E6 a salesperson hands his own customer on from either list, asked for nothing that is not his to use', async () => {
    const giver = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const taker = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const office = await enter(giver);
    const entered = async (name: string) =>
      (await house.app.inject({ method: 'POST', url: '/api/customers', headers: giver.headers, payload: { name } })).json<{ id: number }>()
        .id;
    const [first, second] = [await entered('第一位'), await entered('第二位')];
    const row = (await office.get(`/api/resources/customers/records/${first}/show`)).body.record;
    expect(row.recordActions.map((a: { name: string }) => a.name)).toContain('handOver');
    const done = await office.post(`/api/resources/customers/records/${first}/handOver`, { toStaffId: String(taker.id), reason: '换人' });
    expect([done.status, done.body.notice.message]).toEqual([200, '已转交']);
    const again = await office.post(`/api/resources/customers/records/${first}/handOver`, { toStaffId: String(taker.id) });
    expect(again.status).toBe(404);
    await office.post(`/api/resources/holdings/records/${second}/assignOne`, { toStaffId: String(taker.id) });
    const owners = await database.rows<{ ownerId: number }>('SELECT ownerId FROM customer WHERE id IN (?, ?)', [first, second]);
    expect(owners.map((c) => c.ownerId)).toEqual([taker.id, taker.id]);
    const page = (await office.send('GET', '/admin/resources/customers')).text;
    const state = JSON.parse(/window\.REDUX_STATE = (.*);\n/.exec(page)![1]!);
    const screen = state.resources.find((r: { id: string }) => r.id === 'customers');
    expect(screen.inputs.handOver.properties.map((p: { name: string }) => p.name)).toEqual(['toStaffId', 'reason']);
    const { release } = state.resources.find((r: { id: string }) => r.id === 'holdings').inputs;
    expect(release.confirm).toContain(`${RELEASE_BAR_DAYS} 天内这位客户不能再归他`);
    expect(screen.forms.new).not.toContain('assignToId');
    expect(screen.forms.new).not.toContain('override');
    const manager = await enter(await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 }));
    const theirs = JSON.parse(/window\.REDUX_STATE = (.*);\n/.exec((await manager.send('GET', '/admin/resources/customers')).text)![1]!);
    expect(theirs.resources.find((r: { id: string }) => r.id === 'customers').forms.new).toEqual(
      expect.arrayContaining(['assignToId', 'override']),
    );
    const closed = await entered('关闭的');
    await house.app.inject({ method: 'POST', url: `/api/customers/${closed}/lose`, headers: giver.headers, payload: { reason: '空号' } });
    const gone = (await office.get(`/api/resources/customers/records/${closed}/show`)).body.record;
    expect(gone.recordActions.map((a: { name: string }) => a.name)).not.toContain('handOver');
  });

  it('REQ-E5 the list of deadlines leads to the customer’s page, and a claim to the customer who can be called now', async () => {
    const seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const office = await enter(seller);
    const made = await house.app.inject({ method: 'POST', url: '/api/customers', headers: seller.headers, payload: { name: '快到期的' } });
    const { id } = made.json<{ id: number }>();
    const [row] = (await office.list('holdings', '?search=快到期的')).body.records;
    expect(row.title).toBe('快到期的');
    expect(row.populated.customer).toMatchObject({ id, title: '快到期的', recordActions: [{ name: 'show' }] });
    await database.run("UPDATE customer SET holding = 'pool', ownerId = NULL, departmentId = NULL, reclaimAt = NULL WHERE id = ?", [id]);
    await database.run('DELETE FROM ownership WHERE customerId = ?', [id]);
    const claimed = await office.post(`/api/resources/pool/records/${id}/claim`);
    expect(claimed.body.notice).toMatchObject({ type: 'success', link: `/admin/resources/customers/records/${id}/show` });
  });
});
