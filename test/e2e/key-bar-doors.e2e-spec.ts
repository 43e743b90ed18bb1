import { DataSource } from 'typeorm';
import { CustomerNumbers0300000000000 } from '../../migrations/0300-customer-numbers.js';
import { Clock, DAY } from '../../src/platform/context/clock.js';
import { CustomerPurgeService } from '../../src/modules/customers/recycle-bin/customer-purge.service.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { headersOf, stateOf } from '../builders/held-customers.js';
import { Importer } from '../imports.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

describe('REQ-E8 who lost a customer does not have him under any number, by any door', () => {
  let house: TestApp;
  let lost: Who;
  let colleague: Who;
  let supervisor: Who;
  let director: Who;
  let operations: Who;
  beforeAll(async () => {
    house = await startApp({ ROLE: 'all' });
    const sales = (name: string, role: string) => newStaff(house, { name, roles: [role], departmentCode: 1001 });
    lost = await sales('张失去', 'salesperson');
    colleague = await sales('李同事', 'salesperson');
    supervisor = await sales('王主管', 'sales-supervisor');
    director = await newStaff(house, { name: '赵总监', roles: ['sales-director'], departmentCode: 1000 });
    operations = await newStaff(house, { name: '运营', roles: ['operations'], departmentCode: 1000 });
  });
  afterAll(() => house.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const rows = <T = any>(sql: string, params: (string | number)[] = []) => get(Database).rows<T>(sql, params);
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, who: Pick<Who, 'headers'>, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: { ...who.headers, 'accept-language': 'en' }, ...(payload ? { payload } : {}) });
  let n = 0;
  const phone = () => `136${String(10_000_000 + ++n)}`;
  const qq = () => String(700_000_000 + ++n);
  const enter = async (who: Pick<Who, 'headers'>, body: object) => {
    const answer = await send('POST', '/customers', who, { name: `客户${++n}`, ...body });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  };
  const release = (id: number, who: Pick<Who, 'headers'>) => send('POST', `/customers/${id}/release`, who, { reason: '放弃' });
  /** A customer of these, whom `lost` has let go. */
  const lostOne = async (body: object) => {
    const { id } = await enter(lost, body);
    expect((await release(id, lost)).statusCode).toBe(200);
    return id as number;
  };
  const code = async (answer: ReturnType<typeof send>) => {
    const { statusCode, body } = await answer;
    return [statusCode, body ? JSON.parse(body).code : undefined];
  };
  const patch = (id: number, who: Pick<Who, 'headers'>, body: object) => send('PATCH', `/customers/${id}`, who, body);
  const LOST_BEFORE = [409, 'customer.lost-before'];
  const POOL_LOST_BEFORE = [409, 'pool.lost-before'];

  it('not by a number that is noted: nor claimed, listed, handed over, assigned, reached by merging, or distributed', async () => {
    for (const disguise of [
      (p: string) => ({ wechat: p }),
      (p: string) => ({ contacts: [{ name: '同一人', mobile: `+86 ${p}` }] }),
      (p: string) => ({ contacts: [{ name: '同一人', officePhone: p }] }),
    ]) {
      for (const kept of [true, false]) {
        const number = phone();
        const before = await lostOne({ phone: number });
        if (!kept) await send('DELETE', `/customers/${before}`, operations);
        const [pooled, hers] = [await enter(colleague, disguise(number)), await enter(colleague, disguise(number))];
        await release(pooled.id, colleague);
        const listed = async () => (await send('GET', '/pool?pageSize=100', lost)).json();
        const list = await listed();
        expect(list.items.map((c: { id: number }) => c.id)).not.toContain(pooled.id);
        expect(list.total).toBe(list.items.length);
        expect(await code(send('POST', `/pool/${pooled.id}/claim`, lost))).toEqual(POOL_LOST_BEFORE);
        expect(await code(send('POST', `/customers/${hers.id}/transfer`, colleague, { toStaffId: lost.id }))).toEqual(POOL_LOST_BEFORE);
        const assigned = await send('POST', '/customers/assign', supervisor, { customerIds: [hers.id], toStaffId: lost.id });
        expect(assigned.json().outcomes).toMatchObject([{ outcome: 'pool.lost-before' }]);
        const his = await enter(lost, { phone: phone() });
        expect(await code(send('POST', `/customers/${his.id}/merge`, operations, { otherId: hers.id }))).toEqual([
          409,
          'merge.lost-before',
        ]);
        // known by a number of his own he is somebody else
        await patch(pooled.id, operations, { qq: qq() });
        expect((await listed()).items.map((c: { id: number }) => c.id)).toContain(pooled.id);
        expect((await send('POST', `/pool/${pooled.id}/claim`, lost)).statusCode).toBe(200);
      }
    }
    const number = phone();
    await lostOne({ phone: number });
    const again = await enter(lost, { wechat: number });
    expect(again).toMatchObject({ ownerId: null, warnings: [{ code: 'customer.lost-before' }] });
    const quotas: number[] = [];
    for (const who of [lost, colleague])
      quotas.push(
        (await send('POST', '/distribution/quotas', operations, { staffId: who.id, weight: who === lost ? 9 : 1, perRound: 50 })).json().id,
      );
    expect((await send('POST', '/distribution/run', operations)).statusCode).toBeLessThan(300);
    for (let i = 0; i < 800 && (await stateOf(house, again.id)).ownerId === null; i++) await new Promise((done) => setTimeout(done, 25));
    expect(await stateOf(house, again.id)).toMatchObject({ holding: 'owned', ownerId: colleague.id });
    for (const id of quotas) expect((await send('DELETE', `/distribution/quotas/${id}`, operations)).statusCode).toBe(204);
  });

  it('nor was he lost as a number that is noted, and comes back as a phone, or noted again, though he was deleted since', async () => {
    for (const gone of [false, true])
      for (const anew of [(p: string) => ({ phone: p }), (p: string) => ({ wechat: p })]) {
        const number = phone();
        const id = await lostOne({ wechat: number });
        if (gone) expect((await send('DELETE', `/customers/${id}`, operations)).statusCode).toBe(204);
        expect(await enter(lost, anew(number))).toMatchObject({ ownerId: null, warnings: [{ code: 'customer.lost-before' }] });
        const hers = await enter(colleague, gone ? { wechat: number } : { contacts: [{ name: '同一人', mobile: number }] });
        expect(await code(send('POST', `/customers/${hers.id}/transfer`, colleague, { toStaffId: lost.id }))).toEqual(POOL_LOST_BEFORE);
      }
  });

  it('nor step by step: the record that results is judged, by whichever of its values it came about', async () => {
    const number = phone();
    await lostOne({ phone: number });
    const a = await enter(lost, { qq: qq() });
    expect((await patch(a.id, lost, { wechat: number })).statusCode).toBe(200);
    expect(await code(patch(a.id, lost, { qq: null }))).toEqual(LOST_BEFORE);
    expect((await send('GET', `/customers/${a.id}`, lost)).json()).toMatchObject({ qq: a.qq, wechat: number, version: 2 });
    const b = await enter(lost, { qq: qq(), contacts: [{ name: '同一人', mobile: number }] });
    expect(b).toMatchObject({ ownerId: lost.id });
    expect(await code(patch(b.id, lost, { qq: null, email: `b${n}@example.com` }))).toEqual(LOST_BEFORE);
    // an address or a code of another system is free to invent, and tells nobody
    for (const invented of [{ email: `c${n}@example.com` }, { externalId: `X${n}` }]) {
      expect(await enter(lost, { ...invented, wechat: number })).toMatchObject({ ownerId: null });
      const c = await enter(lost, { email: `d${++n}@example.com`, externalId: `Y${n}` });
      expect(await code(patch(c.id, lost, { wechat: number }))).toEqual(LOST_BEFORE);
      expect(await code(send('POST', `/customers/${c.id}/contacts`, lost, { name: '同一人', mobile: number }))).toEqual(LOST_BEFORE);
    }
    // what makes him known stands in the same change
    const d = await enter(lost, {});
    expect((await patch(d.id, lost, { wechat: number, qq: qq() })).statusCode).toBe(200);
  });

  it('entering and noting agree: a contact of somebody with a number of his own is a contact', async () => {
    const number = phone();
    await lostOne({ phone: number });
    const contacts = [{ name: '熟人', mobile: number }];
    expect(await enter(lost, { phone: phone(), contacts })).toMatchObject({ ownerId: lost.id, warnings: [] });
    const known = await enter(lost, { phone: phone() });
    expect((await send('POST', `/customers/${known.id}/contacts`, lost, contacts[0])).statusCode).toBe(201);
    expect(await enter(lost, { wechat: number, phone: phone() })).toMatchObject({ ownerId: lost.id, warnings: [] });
  });

  it('what a manager has overruled may be said again by the owner, in one change with others', async () => {
    const number = phone();
    await lostOne({ phone: number });
    const his = await enter(supervisor, { wechat: number, assignToId: lost.id, override: true });
    expect(his).toMatchObject({ ownerId: lost.id });
    expect((await patch(his.id, lost, { area: '北京' })).statusCode).toBe(200);
    expect((await patch(his.id, lost, { wechat: number, area: '上海' })).statusCode).toBe(200);
    const contact = await send('POST', `/customers/${his.id}/contacts`, supervisor, { name: '同一人', mobile: number });
    expect(contact.statusCode).toBe(201);
    const change = { position: '经理', mobile: number };
    expect((await send('PATCH', `/customers/${his.id}/contacts/${contact.json().id}`, lost, change)).statusCode).toBe(200);
  });

  it('REQ-D24 nor by an import that notes his number, nor by the contact or name that an import brought', async () => {
    const number = phone();
    await lostOne({ phone: number });
    const his = await enter(lost, { email: `e${++n}@example.com` });
    const importer = new Importer(house, operations.headers);
    const file = `name,email,wechat,qq\na,${his.email},${number},\n`;
    const { id } = (await importer.upload(file, { policy: 'update' })).json();
    const preview = (await importer.post(`${id}/preview`, {})).json<{ rows: { faults: { code: string }[] }[] }>();
    expect(preview.rows[0]!.faults).toMatchObject([{ code: 'import.lost-before' }]);
    expect(await importer.import(file, { policy: 'update' })).toMatchObject({ updated: 0, duplicate: 1 });
    const known = `name,email,wechat,qq\na,${his.email},${number},${qq()}\n`;
    expect(await importer.import(known, { policy: 'update' })).toMatchObject({ updated: 1 });
    // brought for a colleague, as new
    const mail = `f${++n}@example.com`;
    expect(await importer.import(`name,email,wechat\nf,${mail},${number}\n`)).toMatchObject({ created: 1 });
    const [made] = await rows<{ id: number }>('SELECT id FROM customer WHERE emailKey = ?', [mail]);
    expect((await send('POST', '/customers/assign', operations, { customerIds: [made!.id], toStaffId: lost.id })).json()).toMatchObject({
      outcomes: [{ outcome: 'pool.lost-before' }],
    });
  });

  it('REQ-D35 nor is he restored to an owner who has lost him under the same number since', async () => {
    const number = phone();
    const first = await enter(lost, { phone: number });
    await send('DELETE', `/customers/${first.id}`, operations);
    const second = await lostOne({ phone: number });
    await send('DELETE', `/customers/${second}`, operations);
    expect((await send('POST', `/customers/${first.id}/restore`, operations)).statusCode).toBe(200);
    expect(await stateOf(house, first.id)).toMatchObject({ holding: 'pending', ownerId: null });
  });

  it('what a record gave up is taken back by the one it was merged into, and the undo gives it back', async () => {
    const bars = () => rows('SELECT kind, fromId FROM key_bar WHERE staffId = ? ORDER BY id', [supervisor.id]);
    const [x, y] = [await enter(supervisor, { phone: phone() }), await enter(supervisor, { qq: qq() })];
    expect((await send('DELETE', `/customers/${x.id}`, supervisor)).statusCode).toBe(204);
    expect(await bars()).toEqual([{ kind: 'phone', fromId: x.id }]);
    expect((await send('POST', `/customers/${y.id}/merge`, operations, { otherId: x.id })).statusCode).toBe(200);
    expect(await bars()).toEqual([]);
    for (const to of [colleague, supervisor])
      expect((await send('POST', `/customers/${y.id}/transfer`, director, { toStaffId: to.id })).statusCode).toBe(200);
    expect((await send('POST', `/customers/${y.id}/merge/undo`, operations, {})).statusCode).toBe(200);
    expect(await bars()).toEqual([{ kind: 'phone', fromId: x.id }]);
    expect(await enter(supervisor, { phone: x.phone })).toMatchObject({ ownerId: null });
    // taken off before the merge, put back after it
    const [q1, q2] = [await enter(supervisor, { phone: phone(), qq: qq() }), await enter(supervisor, { phone: phone() })];
    expect((await patch(q1.id, supervisor, { qq: null })).statusCode).toBe(200);
    expect((await send('POST', `/customers/${q2.id}/merge`, supervisor, { otherId: q1.id })).statusCode).toBe(200);
    expect((await patch(q2.id, supervisor, { qq: q1.qq })).json()).toMatchObject({ qq: q1.qq, ownerId: supervisor.id });
  });

  it('nor under the number of a record that was merged into his', async () => {
    const [kept, other] = [phone(), phone()];
    const into = await enter(lost, { phone: kept });
    const part = await enter(lost, { phone: other });
    expect((await send('POST', `/customers/${into.id}/merge`, operations, { otherId: part.id })).statusCode).toBe(200);
    await release(into.id, lost);
    expect(await enter(lost, { wechat: other })).toMatchObject({ ownerId: null });
    await send('DELETE', `/customers/${into.id}`, operations);
    for (const number of [kept, other]) expect(await enter(lost, { phone: number })).toMatchObject({ ownerId: null });
  });

  it('a contact that is changed or removed is no number of the customer’s any more', async () => {
    const number = phone();
    await lostOne({ phone: number });
    const hers = await enter(colleague, { contacts: [{ name: '同一人', mobile: number }] });
    const [contact] = (await send('GET', `/customers/${hers.id}/contacts`, colleague)).json().items;
    const handOver = () => code(send('POST', `/customers/${hers.id}/transfer`, colleague, { toStaffId: lost.id }));
    expect(await handOver()).toEqual(POOL_LOST_BEFORE);
    expect((await send('DELETE', `/customers/${hers.id}/contacts/${contact.id}`, colleague)).statusCode).toBe(204);
    expect(await rows('SELECT * FROM customer_number WHERE customerId = ?', [hers.id])).toEqual([]);
    expect(await handOver()).toEqual([200, undefined]);
  });

  it('a bar that is over disowns no new one: what one gives up oneself one takes back', async () => {
    const number = phone();
    const first = await enter(lost, { phone: number });
    await patch(first.id, lost, { phone: null });
    get(Clock).advance(40 * DAY);
    const late = { headers: await headersOf(house, lost.id) };
    const second = await enter(late, { phone: number });
    expect(second).toMatchObject({ ownerId: lost.id });
    expect((await patch(second.id, late, { phone: null })).statusCode).toBe(200);
    expect((await patch(second.id, late, { phone: number })).json()).toMatchObject({ phone: `+86${number}`, ownerId: lost.id });
    // what is over is forgotten
    await patch(first.id, late, { qq: qq() });
    await patch(first.id, late, { qq: null });
    get(Clock).advance(40 * DAY);
    await get(CustomerPurgeService).run({ stopped: () => false });
    expect(await rows('SELECT * FROM key_bar WHERE barredUntil <= ?', [get(Clock).now()])).toEqual([]);
    get(Clock).advance(-80 * DAY);
  });

  it('REQ-SY3 what a migration of older data would find is what the verbs have kept', async () => {
    const kept = () => rows('SELECT customerId, kind, value, noted FROM customer_number ORDER BY customerId, kind, value');
    const before = await kept();
    expect(new Set(before.map(({ kind, noted }) => `${kind} ${Number(noted)}`))).toEqual(new Set(['phone 0', 'phone 1']));
    const runner = get(DataSource).createQueryRunner();
    const migration = new CustomerNumbers0300000000000();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    expect(await kept()).toEqual(before);
  });
});
