import { Injectable, Module } from '@nestjs/common';
import { Database } from '../../src/platform/database/database.js';
import { CustomerChild } from '../../src/modules/customers/customer.port.js';
import { HolderCaps } from '../../src/modules/customers/ownership/holder-caps.service.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { headersOf, newCustomers, ownedCustomers, ownershipsOf, setTime, stateOf } from '../builders/held-customers.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

/** Contracts as another module would keep them: they block a deletion. */
const contracted = new Set<number>();
@Injectable()
class Contracts extends CustomerChild {
  readonly name = { 'zh-CN': '合同', en: 'contracts' };
  blocksDelete = (ids: readonly number[]) => Promise.resolve(ids.filter((id) => contracted.has(id)));
  timeline = () => Promise.resolve([]);
  reparent = () => Promise.resolve([]);
  erase = () => Promise.resolve();
  forget = () => Promise.resolve();
}
@Module({ providers: [Contracts] })
class Contracting {}

type Person = Awaited<ReturnType<typeof newStaff>>;

describe('many at once, each by itself', () => {
  let house: TestApp;
  let keys = 0;
  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const post = async (url: string, who: Person, payload: object, headers: Record<string, string> = {}) => {
    const signed = { ...(await headersOf(house, who.id)), ...headers };
    return house.app.inject({ method: 'POST', url: `/api${url}`, headers: signed, payload });
  };
  const keyed = () => ({ 'idempotency-key': `many-${++keys}` });
  const claimDay = async ({ id }: Person) => {
    const rows = await get(Database).rows<Record<string, unknown>>('SELECT claims, lastClaimAt FROM claim_day WHERE staffId = ?', [id]);
    return rows.map(({ claims, lastClaimAt }) => [claims, Number(lastClaimAt)]);
  };
  const load = async ({ id }: Person) =>
    (await get(Database).rows<{ openCount: number }>('SELECT openCount FROM holder_load WHERE staffId = ?', [id]))[0]?.openCount;
  const salesperson = (...more: 'sales-supervisor'[]) => newStaff(house, { roles: ['salesperson', ...more], departmentCode: 1001 });

  beforeAll(async () => {
    house = await startApp({}, undefined, [Contracting]);
    setTime(house, '2026-03-02 10:00');
    await get(Database).run(
      `INSERT INTO claim_rule (name, departmentId, target, claimsPerDay, secondsBetween, maxOpen, active, createdAt, updatedAt, version) VALUES ('cap', NULL, '*', 9, NULL, 3, 1, 0, 0, 1)`,
    );
    get(HolderCaps).changed();
  });
  afterAll(() => house.close());
  beforeEach(() => setTime(house, '2026-03-02 10:00'));

  it.each(['API', 'API with an Idempotency-Key', 'back office'])(
    'REQ-E9 a refused claim costs nothing, by the %s: neither a claim of the day nor the time between two',
    async (door) => {
      const staff = await salesperson();
      const pool = await newCustomers(house, 6, { holding: 'pool' });
      expect((await post('/pool/claim', staff, { customerIds: pool.slice(0, 2) })).json()).toMatchObject({ claimed: 2 });
      const claim = async (wanted: readonly number[]) => {
        if (door !== 'back office')
          return (await post('/pool/claim', staff, { customerIds: wanted }, door === 'API' ? {} : keyed())).json<{ claimed: number }>()
            .claimed;
        const office = await new BackOffice(house).signIn(staff.username, STAFF_PASSWORD);
        await office.post(`/api/resources/pool/bulk/claimMany?recordIds=${wanted.join(',')}`);
        return undefined;
      };
      expect([1, undefined]).toContain(await claim(pool.slice(2)));
      const [day] = await claimDay(staff);
      expect([day![0], await load(staff)]).toEqual([3, 3]);
      setTime(house, '2026-03-02 12:00');
      expect([0, undefined]).toContain(await claim(pool.slice(3)));
      expect([await claimDay(staff), await load(staff)]).toEqual([[day], 3]);
    },
  );

  it.each(['API', 'API with an Idempotency-Key'])(
    'REQ-D22 REQ-D23 by the %s a refused deletion leaves its customer with his owner, and the others go',
    async (door) => {
      const staff = await salesperson('sales-supervisor');
      const boss = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 });
      const [kept, gone, late] = await ownedCustomers(house, staff.id, 3);
      contracted.add(kept!);
      await get(Database).run('UPDATE customer SET reclaimAt = 1 WHERE id = ?', [late!]);
      const headers = door === 'API' ? {} : keyed();
      const answer = await post('/customers/bulk-delete', boss, { ids: [kept, gone] }, headers);
      expect(answer.json()).toMatchObject({ deleted: 1, items: [{ code: 'customer.delete-blocked' }, { deleted: true }] });
      expect(await stateOf(house, kept!)).toMatchObject({ holding: 'owned', ownerId: staff.id, reclaimAt: expect.anything() });
      expect(await ownershipsOf(house, kept!)).toMatchObject([{ openCustomerId: kept, outcome: null }]);
      expect(await load(staff)).toBe(2);
      // what a refusal keeps is kept: the owner came too late, and has lost him
      const overdue = await post('/customers/bulk-delete', staff, { ids: [late, kept] }, door === 'API' ? {} : keyed());
      expect(overdue.json()).toMatchObject({ items: [{ code: 'customer.overdue' }, { deleted: false }] });
      expect(await stateOf(house, late!)).toMatchObject({ holding: 'pool', ownerId: null });
      expect(await load(staff)).toBe(1);
    },
  );

  it('REQ-E7 bulk claims with keys and single ones, crosswise and at once, all end: one wins each customer', async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => salesperson()));
    for (let round = 0; round < 5; round++) {
      const [one, two, three] = await newCustomers(house, 3, { holding: 'pool' });
      const lists = [
        [one, two, three],
        [three, two, one],
      ];
      const answers = await Promise.all([
        ...people.flatMap((p) => lists.map((customerIds) => post('/pool/claim', p, { customerIds }, keyed()))),
        ...people.flatMap((p) => lists[0]!.map((id) => post(`/pool/${id}/claim`, p, {}))),
      ]);
      expect(answers.filter((a) => ![200, 409].includes(a.statusCode)).map((a) => a.body)).toEqual([]);
      const owners = await Promise.all([one, two, three].map(async (id) => (await stateOf(house, id!)).ownerId));
      expect(owners.every((id) => people.some((p) => p.id === id))).toBe(true);
      await get(Database).run('UPDATE holder_load SET openCount = 0');
      await get(Database).run('UPDATE claim_day SET claims = 0');
    }
  });
});
