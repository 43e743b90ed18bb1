import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { BackOffice } from '../admin.js';
import { headersOf, stateOf } from '../builders/held-customers.js';
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
        detail: expect.stringMatching(/lost the customer with this phone before .* before /),
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
    const later = { headers: await headersOf(house, lost.id) };
    expect((await enteredBy(later, { phone: number })).ownerId).toBe(lost.id);
    get(Clock).advance(-16 * DAY);
  });

  it('distribution does not give him back either', async () => {
    const entered = await enteredBy(lost, { phone: await barredPhone() });
    for (const who of [lost, colleague])
      await send('POST', '/distribution/quotas', operations, { staffId: who.id, weight: who === lost ? 9 : 1, perRound: 50 });
    const run = await send('POST', '/distribution/run', operations);
    expect(run.statusCode).toBeLessThan(300);
    for (let i = 0; i < 200 && (await stateOf(house, entered.id)).ownerId === null; i++) await new Promise((done) => setTimeout(done, 25));
    expect(await stateOf(house, entered.id)).toMatchObject({ holding: 'owned', ownerId: colleague.id });
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
});
