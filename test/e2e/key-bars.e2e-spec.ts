import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { BackOffice } from '../admin.js';
import { headersOf, restReclaim, stateOf } from '../builders/held-customers.js';
import { Importer } from '../imports.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

describe('REQ-E8 bans follow the keys: entering a customer anew does not wash them', () => {
  let house: TestApp;
  let lost: Who;
  let colleague: Who;
  let supervisor: Who;
  let operations: Who;
  beforeAll(async () => {
    house = await startApp();
    await restReclaim(house);
    lost = await newStaff(house, { name: '张失去', roles: ['salesperson'], departmentCode: 1001 });
    colleague = await newStaff(house, { name: '李同事', roles: ['salesperson'], departmentCode: 1001 });
    supervisor = await newStaff(house, { name: '王主管', roles: ['sales-supervisor'], departmentCode: 1001 });
    operations = await newStaff(house, { name: '运营', roles: ['operations'], departmentCode: 1000 });
  });
  afterAll(() => house.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const rows = <T = any>(sql: string, params: (string | number)[] = []) => get(Database).rows<T>(sql, params);
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, who: Pick<Who, 'headers'>, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: { ...who.headers, 'accept-language': 'en' }, ...(payload ? { payload } : {}) });
  let n = 0;
  const phone = () => `135${String(10_000_000 + ++n)}`;
  const enter = (who: Pick<Who, 'headers'>, body: object) => send('POST', '/customers', who, { name: `客户${++n}`, ...body });
  const enteredBy = async (who: Pick<Who, 'headers'>, body: object) => {
    const answer = await enter(who, body);
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  };
  /** A number from which `lost` is barred by his own release of a customer who was deleted since. */
  const barredPhone = async () => {
    const number = phone();
    const { id } = await enteredBy(lost, { phone: number });
    await send('POST', `/customers/${id}/release`, lost, { reason: '放弃' });
    expect((await send('DELETE', `/customers/${id}`, operations)).statusCode).toBe(204);
    return number;
  };
  const lostBefore = { status: 409, code: 'customer.lost-before', opensAt: expect.stringMatching(/Z$/) };

  it('who enters him anew enters him for others, and hears why', async () => {
    const number = await barredPhone();
    const entered = await enteredBy(lost, { phone: number });
    expect(entered).toMatchObject({ holding: 'pending', ownerId: null });
    expect(entered.warnings).toEqual([
      {
        code: 'customer.lost-before',
        detail: expect.stringMatching(/lost the customer with this phone before .* barred until /),
        opensAt: lostBefore.opensAt,
      },
    ]);
    expect((await send('GET', `/customers/${entered.id}`, lost)).statusCode).toBe(404);
    const [log] = await rows(`SELECT changes FROM audit_entry WHERE subject = 'Customer' AND subjectId = ? AND action = 'create'`, [
      String(entered.id),
    ]);
    expect(JSON.stringify(log)).not.toContain(`"ownerId":[null,${lost.id}]`);
    // whoever is not barred has him at once
    const other = await enteredBy(colleague, { phone: await barredPhone() });
    expect(other).toMatchObject({ ownerId: colleague.id, warnings: [] });
  });

  it('nor is he given to him by entering, unless a manager overrules it, which is logged', async () => {
    const number = await barredPhone();
    for (const who of [operations, supervisor]) {
      const refused = (await enter(who, { phone: number, assignToId: lost.id })).json();
      expect(refused).toMatchObject({ ...lostBefore, detail: expect.stringContaining('张失去') });
    }
    const given = await enteredBy(supervisor, { phone: number, assignToId: lost.id, override: true });
    expect(given).toMatchObject({ ownerId: lost.id, warnings: [] });
    const [log] = await rows(`SELECT detail FROM audit_entry WHERE subject = 'Customer' AND subjectId = ? AND action = 'create'`, [
      String(given.id),
    ]);
    expect(JSON.parse(log.detail)).toEqual({ override: true });
    // nobody overrules it for himself
    const own = await enteredBy(lost, { phone: await barredPhone(), override: true, assignToId: lost.id });
    expect(own).toMatchObject({ ownerId: null, holding: 'pending' });
  });

  it('nor by a change of the number of another customer of his', async () => {
    const number = await barredPhone();
    const mine = await enteredBy(lost, { qq: `77${n}7777` });
    expect((await send('PATCH', `/customers/${mine.id}`, lost, { phone: number })).json()).toMatchObject(lostBefore);
    expect((await send('PATCH', `/customers/${mine.id}`, lost, { phone: number, override: true })).json()).toMatchObject(lostBefore);
    expect((await send('PATCH', `/customers/${mine.id}`, supervisor, { phone: number })).json()).toMatchObject(lostBefore);
    expect((await send('GET', `/customers/${mine.id}`, lost)).json()).toMatchObject({ phone: null, version: 1 });
    const overruled = await send('PATCH', `/customers/${mine.id}`, supervisor, { phone: number, override: true });
    expect(overruled.json()).toMatchObject({ phone: `+86${number}`, ownerId: lost.id });
    const [log] = await rows(`SELECT detail FROM audit_entry WHERE subject = 'Customer' AND subjectId = ? AND action = 'update'`, [
      String(mine.id),
    ]);
    expect(JSON.parse(log.detail)).toEqual({ override: true });
  });

  it('REQ-D24 nor by an import that fills him up: the row says so, in the preview as well, and nothing of it is written', async () => {
    const [number, others] = [await barredPhone(), await barredPhone()];
    const mine = await enteredBy(lost, { qq: `66${n}6666` });
    const hers = await enteredBy(colleague, { qq: `67${n}6666` });
    const file = [
      'name,qq,email,phone,area',
      `a,${mine.qq},,${number},Beijing`,
      `b,${hers.qq},,${others},Beijing`,
      `c,${mine.qq},c${n}@example.com,,`,
      `c,,c${n}@example.com,${number},Shanghai`,
    ].join('\n');
    for (const [language, said] of [
      ['en', 'This customer exists, and the owner lost the customer with this contact before, so that no import fills it in:'],
      ['zh-CN', '客户已存在，其顾问曾失去使用该号码的客户，不能由导入补充：'],
    ] as const) {
      const importer = new Importer(house, operations.headers, language);
      const { id } = (await importer.upload(file, { policy: 'update' })).json();
      const preview = (await importer.post(`${id}/preview`, {})).json<{ rows: { outcome: string; faults: unknown[] }[] }>();
      await importer.post(`${id}/start`);
      const done = await importer.ended(id);
      const rows = await importer.rows(id);
      if (language === 'en') {
        expect(done).toMatchObject({ created: 0, updated: 2, duplicate: 2, invalid: 0 });
        expect(rows.map((row) => row.outcome)).toEqual(['duplicate', 'updated', 'updated', 'duplicate']);
        expect(preview.rows.map((row) => row.outcome)).toEqual(rows.map((row) => row.outcome));
        expect(rows[3]!.faults[0]!.code).toBe('import.lost-before');
      }
      expect(rows[0]!.faults).toEqual([
        { path: '', code: 'import.lost-before', message: `${said} ${mine.number} ${language === 'en' ? 'Phone' : '电话'}`, cells: [] },
      ]);
      expect(preview.rows[0]!.faults).toEqual(rows[0]!.faults);
    }
    expect((await send('GET', `/customers/${mine.id}`, lost)).json()).toMatchObject({ phone: null, area: null, version: 2 });
    expect((await send('GET', `/customers/${hers.id}`, colleague)).json()).toMatchObject({ phone: `+86${others}`, area: 'Beijing' });
    // what his own customer gave up an import may put back, and then it bars nobody
    const own = await enteredBy(lost, { qq: `68${n}6666`, phone: phone() });
    await send('PATCH', `/customers/${own.id}`, lost, { phone: null });
    const back = await new Importer(house, operations.headers).import(`name,qq,phone\nd,${own.qq},${own.phone}\n`, { policy: 'update' });
    expect(back).toMatchObject({ updated: 1, failed: 0 });
    expect(await rows('SELECT * FROM key_bar WHERE value = ?', [own.phone])).toEqual([]);
  });

  it('an owner who takes a number off his customer wins no fresh clocks by entering it anew; put back it is his as before', async () => {
    const number = phone();
    const mine = await enteredBy(lost, { phone: number });
    await send('PATCH', `/customers/${mine.id}`, lost, { phone: null });
    expect(await enteredBy(lost, { phone: number }).then((c) => [c.ownerId, c.warnings.length])).toEqual([null, 1]);
    const typo = await enteredBy(lost, { phone: phone() });
    expect((await send('PATCH', `/customers/${typo.id}`, lost, { phone: phone() })).statusCode).toBe(200);
    const back = await send('PATCH', `/customers/${typo.id}`, lost, { phone: typo.phone });
    expect(back.json()).toMatchObject({ phone: typo.phone, ownerId: lost.id });
    // a correction by somebody else bars nobody
    const corrected = await enteredBy(lost, { phone: phone() });
    await send('PATCH', `/customers/${corrected.id}`, supervisor, { phone: phone() });
    expect((await enteredBy(lost, { phone: corrected.phone })).ownerId).toBe(lost.id);
  });

  it('whoever was barred from a customer stays barred from the number that was taken off him, as long as from him', async () => {
    const number = phone();
    const { id } = await enteredBy(lost, { phone: number });
    await send('POST', `/customers/${id}/release`, lost, { reason: '放弃' });
    await send('PATCH', `/customers/${id}`, operations, { phone: phone() });
    const anew = await enteredBy(lost, { phone: number });
    expect(anew).toMatchObject({ ownerId: null });
    await send('DELETE', `/customers/${anew.id}`, operations);
    get(Clock).advance(16 * DAY);
    // by his own release for 15 days; but his old deal clock would go on for 30
    const early = await enteredBy({ headers: await headersOf(house, lost.id) }, { phone: number });
    expect(early).toMatchObject({ ownerId: null });
    await send('DELETE', `/customers/${early.id}`, { headers: await headersOf(house, operations.id) });
    get(Clock).advance(15 * DAY);
    const later = { headers: await headersOf(house, lost.id) };
    expect((await enteredBy(later, { phone: number })).ownerId).toBe(lost.id);
    get(Clock).advance(-31 * DAY);
  });

  it('nor under his number as a contact’s, or as a WeChat name, whether entered with it or noted afterwards', async () => {
    const number = phone();
    const { id } = await enteredBy(lost, { phone: number });
    await send('POST', `/customers/${id}/release`, lost, { reason: '放弃' });
    const deleted = await barredPhone();
    const disguises = (p: string) => [
      { wechat: p },
      { contacts: [{ name: '同一人', mobile: `+86 ${p}` }] },
      { contacts: [{ name: '同一人', officePhone: p }] },
    ];
    for (const body of [...disguises(number), ...disguises(deleted)])
      expect(await enteredBy(lost, body)).toMatchObject({ ownerId: null, warnings: [{ code: 'customer.lost-before' }] });
    expect((await enter(supervisor, { wechat: number, assignToId: lost.id })).json()).toMatchObject(lostBefore);
    expect((await enteredBy(supervisor, { wechat: number, assignToId: lost.id, override: true })).ownerId).toBe(lost.id);
    expect(await enteredBy(colleague, { wechat: number })).toMatchObject({ ownerId: colleague.id, warnings: [] });

    const fresh = await enteredBy(lost, {});
    const contact = await send('POST', `/customers/${fresh.id}/contacts`, lost, { name: '某人' });
    const contacts = `/customers/${fresh.id}/contacts`;
    expect((await send('POST', contacts, lost, { name: '同一人', mobile: number })).json()).toMatchObject(lostBefore);
    expect((await send('PATCH', `${contacts}/${contact.json().id}`, lost, { mobile: number })).json()).toMatchObject(lostBefore);
    expect((await send('PATCH', `/customers/${fresh.id}`, lost, { wechat: number })).json()).toMatchObject(lostBefore);
    expect((await send('POST', contacts, supervisor, { name: '同一人', mobile: number })).statusCode).toBe(201);
    // somebody known by a number of his own may have contacts whom one has lost
    const known = await enteredBy(lost, { phone: phone() });
    expect((await send('POST', `/customers/${known.id}/contacts`, lost, { name: '熟人', mobile: number })).statusCode).toBe(201);
    expect((await send('PATCH', `/customers/${known.id}`, lost, { wechat: number })).statusCode).toBe(200);
  });

  it('distribution does not give him back either', async () => {
    const entered = await enteredBy(lost, { phone: await barredPhone() });
    const quotas: number[] = [];
    for (const who of [lost, colleague])
      quotas.push(
        (await send('POST', '/distribution/quotas', operations, { staffId: who.id, weight: who === lost ? 9 : 1, perRound: 50 })).json().id,
      );
    const run = await send('POST', '/distribution/run', operations);
    expect(run.statusCode).toBeLessThan(300);
    for (let i = 0; i < 800 && (await stateOf(house, entered.id)).ownerId === null; i++) await new Promise((done) => setTimeout(done, 25));
    expect(await stateOf(house, entered.id)).toMatchObject({ holding: 'owned', ownerId: colleague.id });
    for (const id of quotas) expect((await send('DELETE', `/distribution/quotas/${id}`, operations)).statusCode).toBe(204);
  });

  it('the back office says so, too', async () => {
    const desk = await new BackOffice(house).signIn(lost.username, STAFF_PASSWORD);
    const made = await desk.post('/api/resources/customers/actions/new', { name: '后台', phone: await barredPhone() });
    expect(made.body.notice).toMatchObject({ type: 'info', message: expect.stringContaining('不归您') });
    const manager = await new BackOffice(house).signIn(supervisor.username, STAFF_PASSWORD);
    const values = { name: '后台二', phone: await barredPhone(), assignToId: lost.id };
    expect((await manager.post('/api/resources/customers/actions/new', values)).body.notice).toMatchObject({ type: 'error' });
    const given = await manager.post('/api/resources/customers/actions/new', { ...values, override: true });
    expect(given.body.notice).toMatchObject({ type: 'success' });
  });

  it('REQ-E6 whoever deletes his own customer and enters him anew wins no fresh clocks: he is for others, as after a release', async () => {
    const body = { phone: phone(), qq: `91${n}11111` };
    const own = async (more: object = {}) => enteredBy(supervisor, { ...body, ...more });
    const first = await own();
    get(Clock).advance(2 * DAY);
    const late = { ...supervisor, headers: await headersOf(house, supervisor.id) };
    const ops = { headers: await headersOf(house, operations.id) };
    expect((await send('DELETE', `/customers/${first.id}`, late)).statusCode).toBe(204);
    const barred = { ownerId: null, holding: 'pending', warnings: [{ code: 'customer.lost-before', opensAt: expect.any(String) }] };
    for (const keys of [{ phone: body.phone }, { qq: body.qq, override: true, assignToId: supervisor.id }]) {
      const anew = await enteredBy(late, keys);
      expect(anew).toMatchObject(barred);
      await send('DELETE', `/customers/${anew.id}`, ops);
    }
    const director = await newStaff(house, { roles: ['sales-director'], departmentCode: 1001 });
    const hers = await enteredBy({ headers: await headersOf(house, colleague.id) }, { phone: body.phone });
    const handed = await send('POST', `/customers/${hers.id}/transfer`, director, { toStaffId: supervisor.id });
    expect(handed.json()).toMatchObject({ status: 409, code: 'pool.lost-before' });
    await send('DELETE', `/customers/${hers.id}`, ops);
    // taken back he is his as before, with the clocks where they stood
    expect((await send('POST', `/customers/${first.id}/restore`, late)).statusCode).toBe(200);
    const { ownerId, dealClockOn } = await stateOf(house, first.id);
    expect([ownerId, dealClockOn]).toEqual([
      supervisor.id,
      new Date(get(Clock).now() - 2 * DAY + 8 * 3_600_000).toISOString().slice(0, 10),
    ]);
    expect(await rows('SELECT * FROM key_bar WHERE staffId = ? AND value IN (?, ?)', [supervisor.id, `+86${body.phone}`, body.qq])).toEqual(
      [],
    );
    // closed as lost before, or by the bulk verb: the same
    await send('POST', `/customers/${first.id}/lose`, late, { reason: 'x' });
    expect((await send('POST', '/customers/bulk-delete', late, { ids: [first.id] })).json()).toMatchObject({ deleted: 1 });
    const anew = await enteredBy(late, body);
    expect(anew).toMatchObject(barred);
    await send('DELETE', `/customers/${anew.id}`, ops);
    // somebody else's deletion bars nobody, and after 30 days clocks are forgotten
    const other = await enteredBy({ headers: await headersOf(house, lost.id) }, { phone: phone() });
    await send('DELETE', `/customers/${other.id}`, ops);
    expect((await enteredBy({ headers: await headersOf(house, lost.id) }, { phone: other.phone })).ownerId).toBe(lost.id);
    get(Clock).advance(30 * DAY);
    expect((await enteredBy({ headers: await headersOf(house, supervisor.id) }, body)).ownerId).toBe(supervisor.id);
    get(Clock).advance(-32 * DAY);
  });

  it('REQ-E6 two who take a number off and enter it in turn come back to it when the old clocks are forgotten, no sooner', async () => {
    const number = phone();
    const mine = await enteredBy(lost, { phone: number });
    await send('PATCH', `/customers/${mine.id}`, lost, { phone: null });
    const hers = await enteredBy(colleague, { phone: number });
    expect(hers.ownerId).toBe(colleague.id);
    get(Clock).advance(2 * DAY);
    const as = async (who: Who) => ({ headers: await headersOf(house, who.id) });
    expect((await send('PATCH', `/customers/${hers.id}`, await as(colleague), { phone: null })).statusCode).toBe(200);
    get(Clock).advance(14 * DAY);
    for (const who of [lost, colleague]) {
      const anew = await enteredBy(await as(who), { phone: number });
      expect(anew).toMatchObject({ ownerId: null, warnings: [{ code: 'customer.lost-before' }] });
      await send('DELETE', `/customers/${anew.id}`, await as(operations));
    }
    get(Clock).advance(15 * DAY);
    expect((await enteredBy(await as(lost), { phone: number })).ownerId).toBe(lost.id);
    get(Clock).advance(-31 * DAY);
  });
});
