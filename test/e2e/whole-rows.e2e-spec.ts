import { setTimeout as sleep } from 'node:timers/promises';
import { BusinessTime } from '../../src/platform/context/business-time.js';
import { Clock, DAY, HOUR } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { restReclaim } from '../builders/held-customers.js';
import { Importer } from '../imports.js';
import { call, done, type Method } from '../calls.js';
import { newStaff, signIn } from '../staff.js';

type Who = { id?: number; headers: Record<string, string> };

describe(`REQ-B13 what is asked of single customers is asked of their whole rows, on ${STACK}`, () => {
  let house: TestApp;
  let root: Who;
  let owner: Awaited<ReturnType<typeof newStaff>>;
  let n = 0;
  const phone = () => `136${String(10_000_000 + ++n)}`;
  const send = (method: Method, path: string, who: Who, payload?: object) => call(house, method, path, who, payload);
  const enter = (who: Who, body: object) => done(send('POST', '/customers', who, { name: `客户${++n}`, ...body }));
  const all = { reach: 'all' };
  const baidu = { reach: 'custom', conditions: { source: 'baidu' } };
  const notBaidu = { ...baidu, inverted: true };

  beforeAll(async () => {
    house = await startApp();
    root = { headers: await signIn(house) };
    owner = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
  });
  afterAll(() => house.close());

  it('timeline and merges of whoever is read by a rule of its own', async () => {
    const { id } = await enter(owner, { source: 'baidu' });
    const reader = await newStaffWith(house, [{ 'read Customer': baidu }]);
    for (const path of [`/customers/${id}`, `/customers/${id}/timeline`, `/customers/${id}/merges`])
      expect([path, (await send('GET', path, reader)).status]).toEqual([path, 200]);
  });

  it('the record of a duplicate', async () => {
    const number = phone();
    const { id } = await enter(owner, { source: 'baidu', phone: number });
    const reader = await newStaffWith(house, [{ 'read Customer': baidu, 'create Customer': all }]);
    const barred = await newStaffWith(house, [{ 'read Customer': all, 'create Customer': all }, { 'read Customer': notBaidu }]);
    const told = async (who: Who) => [
      (await send('GET', `/customers/duplicates?phone=${number}`, who)).body.duplicates[0].customerId,
      (await send('POST', '/customers', who, { name: 'x', phone: number })).body.duplicate.customerId,
    ];
    expect(await told(reader)).toEqual([id, id]);
    expect(await told(barred)).toEqual([null, null]);
  });

  it('giving to a colleague whom one enters', async () => {
    const some = await newStaffWith(house, [{ 'read Customer': all, 'create Customer': all, 'assign Customer': baidu }]);
    const but = await newStaffWith(house, [
      { 'read Customer': all, 'create Customer': all, 'assign Customer': all },
      { 'assign Customer': notBaidu },
    ]);
    const given = async (who: Who, source: string) =>
      (await send('POST', '/customers', who, { name: 'x', source, assignToId: owner.id })).body.code ?? 'entered';
    expect([await given(some, 'baidu'), await given(some, 'qq-group')]).toEqual(['entered', 'customer.assign-outside']);
    expect([await given(but, 'baidu'), await given(but, 'qq-group')]).toEqual(['customer.assign-outside', 'entered']);
  });

  it('giving a newcomer away by a rule about when customers came', async () => {
    const now = house.app.get(Clock, { strict: false }).now();
    const since = (at: number) => ({
      reach: 'custom',
      conditions: { createdAt: { $gte: new Date(at).toISOString() }, ownedSince: { $ne: null } },
    });
    const may = await newStaffWith(house, [{ 'read Customer': all, 'create Customer': all, 'assign Customer': since(now - HOUR) }]);
    const late = await newStaffWith(house, [{ 'read Customer': all, 'create Customer': all, 'assign Customer': since(now + DAY) }]);
    const given = async (who: Who) => (await send('POST', '/customers', who, { name: 'x', assignToId: owner.id })).body.code ?? 'entered';
    expect([await given(may), await given(late)]).toEqual(['entered', 'customer.assign-outside']);
  });

  it('overruling a bar', async () => {
    const number = phone();
    const gone = await enter(owner, { phone: number });
    await send('POST', `/customers/${gone.id}/release`, owner, { reason: 'x' });
    await send('DELETE', `/customers/${gone.id}`, root);
    const reads = { 'read Customer': all, 'update Customer': all };
    const some = await newStaffWith(house, [{ ...reads, 'assign Customer': baidu }]);
    const but = await newStaffWith(house, [{ ...reads, 'assign Customer': all }, { 'assign Customer': notBaidu }]);
    const over = async (who: Who, source: string) => {
      const { id } = await enter(owner, { source, phone: phone() });
      const { status, body } = await send('PATCH', `/customers/${id}`, who, { phone: number, override: true });
      if (status === 200) await send('PATCH', `/customers/${id}`, root, { phone: phone() });
      return body.code ?? 'changed';
    };
    expect([await over(some, 'baidu'), await over(some, 'qq-group')]).toEqual(['changed', 'customer.lost-before']);
    expect([await over(but, 'baidu'), await over(but, 'qq-group')]).toEqual(['customer.lost-before', 'changed']);
  });

  it('the fields of a customer who is entered', async () => {
    const clerk = await newStaffWith(house, [
      { 'read Customer': all, 'create Customer': all, 'update Customer': all },
      { 'create Customer': { ...notBaidu, fields: ['phone', 'area'] } },
    ]);
    expect((await send('POST', '/customers', clerk, { name: 'x', source: 'qq-group', phone: phone() })).status).toBe(201);
    const refused = await send('POST', '/customers', clerk, { name: 'x', source: 'baidu', phone: phone(), area: 'y', qq: '1234567' });
    expect([refused.status, refused.body.code]).toEqual([403, 'field.forbidden']);
    expect(refused.body.detail).toMatch(/phone, area/);
    const only = await newStaffWith(house, [
      { 'read Customer': all, 'create Customer': { ...all, fields: ['name', 'source'] } },
      { 'create Customer': { ...baidu, fields: ['phone'] } },
    ]);
    expect((await send('POST', '/customers', only, { name: 'x', source: 'baidu', phone: phone() })).status).toBe(201);
    expect((await send('POST', '/customers', only, { name: 'x', source: 'qq-group', phone: phone() })).body.code).toBe('field.forbidden');
  });

  it('the fields of a customer who changes while one waits for him', async () => {
    const clerk = await newStaffWith(house, [
      { 'read Customer': all, 'update Customer': all },
      { 'update Customer': { ...notBaidu, fields: ['area'] } },
    ]);
    const { id } = await enter(owner, { source: 'qq-group' });
    const [changed, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const database = house.app.get(Database, { strict: false });
    const change = database.transaction(async () => {
      await database.run(`UPDATE customer SET source = 'baidu' WHERE id = ?`, [id]);
      changed.resolve();
      await committed.promise;
    });
    await changed.promise;
    const refused = send('PATCH', `/customers/${id}`, clerk, { area: 'x' });
    await sleep(300);
    committed.resolve();
    await change;
    expect((await refused).body.code).toBe('field.forbidden');
    expect((await send('GET', `/customers/${id}`, root)).body.area).toBeNull();
  });

  it('the fields of those who are imported, and where a row takes whom it fills', async () => {
    const imports = { 'create Import': all, 'read Import': all, 'read Customer': all, 'create Customer': all, 'update Customer': all };
    const mapping = { columns: ['name', 'phone', 'source', 'area'].map((field) => ({ column: field, field })) };
    const clerk = await newStaffWith(house, [imports, { 'create Customer': { ...notBaidu, fields: ['area'] } }]);
    const [kept, plain] = [phone(), phone()];
    const file = `name,phone,source,area\nA,${phone()},baidu,x\nB,${kept},baidu,\nC,${plain},qq-group,x\n`;
    const importer = new Importer(house, clerk.headers);
    const started = await importer.import(file, { mapping });
    expect((await importer.rows(started.id)).map(({ outcome, faults }) => [outcome, faults.map(({ path, code }) => [path, code])])).toEqual(
      [
        ['invalid', [['area', 'import.field-outside']]],
        ['created', []],
        ['created', []],
      ],
    );
    const mover = await newStaffWith(house, [imports, { 'update Customer': notBaidu }]);
    const { id } = await enter(owner, { phone: phone() });
    const number = (await send('GET', `/customers/${id}`, root)).body.phone;
    const filler = new Importer(house, mover.headers);
    const filled = await filler.import(`name,phone,source,area\nA,${number},baidu,\n`, { mapping, policy: 'update' });
    expect((await filler.rows(filled.id)).map(({ outcome, faults }) => [outcome, faults.map(({ code }) => code)])).toEqual([
      ['duplicate', ['import.not-yours']],
    ]);
    expect((await send('GET', `/customers/${id}`, root)).body.source).toBeNull();
  });

  it('REQ-E6 the moment of a deadline, told to whoever comes too late', async () => {
    await restReclaim(house);
    const [shown, hidden] = [await enter(owner, {}), await enter(owner, { source: 'baidu' })];
    const clock = house.app.get(Clock, { strict: false });
    clock.advance(10 * DAY + 5 * HOUR);
    const desk = await newStaffWith(house, [
      { 'read Customer': all, 'assign Customer': all },
      { 'read Customer': { ...notBaidu, fields: ['reclaimAt'] } },
    ]);
    const to = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const body = { customerIds: [shown.id, hidden.id], toStaffId: to.id };
    const { outcomes } = (await send('POST', '/customers/assign', desk, body)).body;
    expect(outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['customer.overdue', 'customer.overdue']);
    const now = house.app.get(BusinessTime, { strict: false }).format(clock.now()).slice(0, 10);
    const tellsNow = outcomes.map((outcome: object) => JSON.stringify(outcome).includes(now));
    expect(tellsNow).toEqual([false, true]);
  });
});
