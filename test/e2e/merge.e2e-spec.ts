import { MergeHandlers } from '../../src/modules/customers/merge/merge.handlers.js';
import { CustomerPurgeService } from '../../src/modules/customers/recycle-bin/customer-purge.service.js';
import { CustomerTotals } from '../../src/modules/customers/ownership/totals.js';
import { Bars } from '../../src/modules/customers/bars/bars.service.js';
import { ReclaimService } from '../../src/modules/distribution/reclaim/reclaim.service.js';
import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { Importer } from '../imports.js';
import { BackOffice } from '../admin.js';
import { headersOf, newCustomers, ownedCustomers, ownershipsOf, stateOf } from '../builders/held-customers.js';
import { type AuthHeaders, newStaff, STAFF_PASSWORD } from '../staff.js';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type Who = { id: number; username: string; headers: AuthHeaders };

describe('merging customers', () => {
  let house: TestApp;
  let sales: Who;
  let colleague: Who;
  let supervisor: Who;
  let operations: Who;
  beforeAll(async () => {
    house = await startApp();
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    colleague = await newStaff(house, { name: '李同事', roles: ['salesperson'], departmentCode: 1001 });
    supervisor = await newStaff(house, { name: '王主管', roles: ['sales-supervisor'], departmentCode: 1001 });
    operations = await newStaff(house, { name: '运营', roles: ['operations'], departmentCode: 1000 });
  });
  afterAll(() => house.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const rows = <T = any>(sql: string, params: (string | number)[] = []) => get(Database).rows<T>(sql, params);
  const send = (method: Method, url: string, who: { headers: AuthHeaders }, payload?: object, headers: Record<string, string> = {}) =>
    house.app.inject({
      method,
      url: `/api${url}`,
      headers: { ...who.headers, 'accept-language': 'en', ...headers },
      ...(payload ? { payload } : {}),
    });
  /** REQ-D32: when anybody was in touch last. */
  const lastTouch = async (id: number) => {
    const [{ at }] = (await rows<{ at: number | null }>('SELECT lastInteractionAt AS at FROM customer WHERE id = ?', [id])) as [
      { at: number | null },
    ];
    return at === null ? null : Number(at);
  };
  let n = 0;
  const phone = () => `137${String(10_000_000 + ++n)}`;
  const enter = async (who: Who, body: object = {}) => {
    const answer = await send('POST', '/customers', who, { name: `客户${++n}`, ...body });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  };
  const merge = (keptId: number, otherId: number, more: object = {}, who: { headers: AuthHeaders } = supervisor) =>
    send('POST', `/customers/${keptId}/merge`, who, { otherId, ...more });
  const undo = (id: number, body: object = {}, who: { headers: AuthHeaders } = supervisor) =>
    send('POST', `/customers/${id}/merge/undo`, who, body);
  const sound = async () => {
    // totals, loads and ownerships agree with the customers
    const [wrong] = await rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM customer c WHERE c.deletedAt IS NULL AND c.holding = 'owned' AND c.status = 'open'
        AND NOT EXISTS (SELECT 1 FROM ownership o WHERE o.openCustomerId = c.id AND o.customerId = c.id AND o.staffId = c.ownerId)`,
    );
    expect(Number(wrong!.n)).toBe(0);
    const [living] = await rows<{ n: number }>('SELECT COUNT(*) AS n FROM customer WHERE deletedAt IS NULL');
    expect(await get(CustomerTotals).total()).toBe(Number(living!.n));
    const loads = await rows(
      `SELECT h.staffId FROM holder_load h WHERE h.openCount <> (SELECT COUNT(*) FROM customer c WHERE c.ownerId = h.staffId AND c.holding = 'owned' AND c.status = 'open' AND c.deletedAt IS NULL)`,
    );
    expect(loads).toEqual([]);
  };

  const two = async () => {
    const [mine, his] = [phone(), phone()];
    const course = (await send('POST', '/courses', operations, { name: `Course ${++n}` })).json();
    const kept = await enter(sales, {
      name: '小明',
      phone: mine,
      notes: '第一次',
      tags: ['甲'],
      area: '北京',
      contacts: [{ name: '妈妈', mobile: '13900001111', primary: true }],
    });
    const other = await enter(colleague, {
      name: '明明',
      phone: his,
      qq: `8${n}${n}000`,
      notes: '第二次',
      tags: ['甲', '乙'],
      courseIds: [course.id],
      level: 'key',
      doNotCall: true,
      person: { major: '物理', idNumber: '11010519491231002X' },
      contacts: [{ name: '爸爸', mobile: '13900002222', primary: true }],
    });
    const said = (await send('POST', '/interactions', colleague, { customerId: other.id, kind: 'call', summary: '谈过' })).json();
    return { kept, other, said, course, mine: `+86${mine}`, his: `+86${his}` };
  };

  it('everything of both is kept, empty fields are filled, and the survivor keeps its owner', async () => {
    const { kept, other, said, course, mine, his } = await two();
    const merged = await merge(kept.id, other.id, { version: 1, otherVersion: 1 });
    expect(merged.statusCode).toBe(200);
    expect(merged.json()).toMatchObject({
      keptId: kept.id,
      otherId: other.id,
      otherName: '明明',
      mergedByName: '王主管',
      undoneAt: null,
      moved: { contact: 1, interaction: 1, ownership: 1, tag: 1, course: 1 },
    });
    const now = (await send('GET', `/customers/${kept.id}`, sales)).json();
    expect(now).toMatchObject({
      name: '小明',
      phone: mine,
      qq: other.qq,
      level: 'key',
      area: '北京',
      notes: '第一次\n\n第二次',
      doNotCall: true,
      ownerId: sales.id,
      courseIds: [course.id],
      person: { major: '物理', idNumber: '110***********002X' },
      version: 2,
    });
    expect(now.tags.sort()).toEqual(['甲', '乙'].sort());
    expect((await send('POST', `/customers/${kept.id}/id-number`, supervisor)).json()).toEqual({ idNumber: '11010519491231002X' });
    const contacts = (await send('GET', `/customers/${kept.id}/contacts`, sales)).json();
    expect(contacts.items.map((c: any) => [c.name, c.primary])).toEqual([
      ['妈妈', true],
      ['爸爸', false],
    ]);
    expect((await send('GET', `/interactions?customerId=${kept.id}`, sales)).json().items).toMatchObject([{ id: said.id }]);
    expect(await lastTouch(kept.id)).toBe(Date.parse(said.occurredAt));
    expect((await send('GET', `/customers/${other.id}`, supervisor)).statusCode).toBe(404);
    const timeline = (await send('GET', `/customers/${kept.id}/timeline?pageSize=50`, sales)).json().items;
    expect(timeline.map((e: any) => e.kind).sort()).toEqual([
      'change',
      'change',
      'change',
      'interaction',
      'merge',
      'owned',
      'owned',
      'owner-left',
    ]);
    expect(timeline.find((e: any) => e.kind === 'merge')).toMatchObject({ otherName: '明明', staffName: '王主管', keptId: kept.id });
    expect(timeline.find((e: any) => e.kind === 'owner-left')).toMatchObject({
      ownerName: '李同事',
      outcome: 'merged',
      otherName: '明明',
      otherNumber: other.number,
      keptNumber: kept.number,
    });
    // the number that is not shown is still his
    expect((await send('POST', '/customers', operations, { name: 'x', phone: his.slice(3) })).json()).toMatchObject({
      code: 'customer.duplicate',
      duplicate: { fields: ['phone'], ownerName: '张销售', customerId: kept.id },
    });
    const [message] = await rows(`SELECT params FROM notification WHERE recipientId = ? AND code = 'customers.merged'`, [colleague.id]);
    expect(message.params).toContain('明明');
    const [log] = await rows(
      `SELECT detail, personalFields FROM audit_entry WHERE subject = 'Customer' AND subjectId = ? AND action = 'merge'`,
      [String(kept.id)],
    );
    expect(JSON.parse(log.personalFields).sort()).toEqual(['notes', 'person', 'qq']);
    expect(JSON.parse(log.detail)).toMatchObject({ otherId: other.id });
    await sound();
  });

  it('is undone within 30 days by its manifest; what came later stays', async () => {
    const { kept, other, said, his } = await two();
    await merge(kept.id, other.id, { fields: { phone: 'other', name: 'other' } });
    expect((await send('GET', `/customers/${kept.id}`, sales)).json()).toMatchObject({ name: '明明', phone: his });
    const later = (await send('POST', '/interactions', sales, { customerId: kept.id, kind: 'visit', summary: '后来' })).json();
    await send('PATCH', `/customers/${kept.id}`, sales, { level: 'normal' });
    const undone = await undo(kept.id);
    expect([await lastTouch(kept.id), await lastTouch(other.id)]).toEqual([later, said].map(({ occurredAt }) => Date.parse(occurredAt)));
    expect(undone.json()).toMatchObject({ keptId: kept.id, otherId: other.id, undoableUntil: null });
    const one = (await send('GET', `/customers/${kept.id}`, sales)).json();
    expect(one).toMatchObject({
      name: '小明',
      phone: kept.phone,
      qq: null,
      level: 'normal',
      notes: '第一次',
      doNotCall: false,
      courseIds: [],
      tags: ['甲'],
      ownerId: sales.id,
    });
    expect(one.person).toMatchObject({ major: null, idNumber: null });
    const back = (await send('GET', `/customers/${other.id}`, colleague)).json();
    expect(back).toMatchObject({
      name: '明明',
      phone: his,
      qq: other.qq,
      level: 'key',
      ownerId: colleague.id,
      holding: 'owned',
      person: { idNumber: '110***********002X' },
    });
    expect((await send('GET', `/interactions?customerId=${other.id}`, colleague)).json().items).toMatchObject([{ id: said.id }]);
    expect((await send('GET', `/interactions?customerId=${kept.id}`, sales)).json().items).toMatchObject([{ id: later.id }]);
    expect((await send('GET', `/customers/${other.id}/contacts`, colleague)).json().items).toMatchObject([{ name: '爸爸', primary: true }]);
    expect((await send('GET', `/customers/${other.id}/timeline`, colleague)).json().items.map((e: any) => e.kind)).toContain(
      'merge-undone',
    );
    expect((await undo(kept.id)).json()).toMatchObject({ status: 409, code: 'merge.undone' });
    await sound();
    // and once more
    expect((await merge(kept.id, other.id)).statusCode).toBe(200);
    const until = async () => {
      const headers = await headersOf(house, operations.id);
      const { items } = (await send('GET', `/customers/${kept.id}/timeline?pageSize=50`, { headers })).json();
      return items.find((e: any) => e.kind === 'merge').undoableUntil as string | null;
    };
    expect(Date.parse((await until())!)).toBeGreaterThan(get(Clock).now() + 29 * DAY);
    get(Clock).advance(31 * DAY);
    expect(await until()).toBeNull(); // the screen's button goes by it
    const late = { headers: await headersOf(house, supervisor.id) };
    expect((await undo(kept.id, {}, { headers: await headersOf(house, operations.id) })).json()).toMatchObject({
      status: 409,
      code: 'merge.undo-expired',
    });
    expect((await undo(kept.id, {}, late)).statusCode).toBeGreaterThanOrEqual(404);
    get(Clock).advance(-31 * DAY);
  });

  it('says beforehand what it will do, and writes nothing', async () => {
    const { kept, other, his } = await two();
    const before = await rows('SELECT * FROM customer WHERE id IN (?, ?) ORDER BY id', [kept.id, other.id]);
    const said = (
      await send('POST', `/customers/${kept.id}/merge/preview`, supervisor, { otherId: other.id, fields: { phone: 'other' } })
    ).json();
    expect(said).toMatchObject({
      kept: { id: kept.id, ownerName: '张销售' },
      other: { id: other.id, ownerName: '李同事', version: 1 },
      refusal: null,
    });
    expect(said.moves).toEqual(
      expect.arrayContaining([
        { kind: 'contact', label: 'contacts', count: 1 },
        { kind: 'interaction', label: 'interactions', count: 1 },
      ]),
    );
    const field = (name: string) => said.fields.find((f: any) => f.field === name);
    expect(field('phone')).toMatchObject({ label: 'Phone', kept: kept.phone, other: his, choice: 'other', result: his });
    expect(field('level')).toMatchObject({ kept: null, other: 'key', choice: 'other' });
    expect(field('notes')).toMatchObject({ choice: 'both', result: '第一次\n\n第二次' });
    expect(field('person.idNumber')).toMatchObject({ other: '110***********002X' });
    expect(await rows('SELECT * FROM customer WHERE id IN (?, ?) ORDER BY id', [kept.id, other.id])).toEqual(before);
    expect(await rows('SELECT id FROM customer_merge WHERE keptId = ?', [kept.id])).toEqual([]);
    expect((await ownershipsOf(house, other.id)).map((o) => o.outcome)).toEqual([null]);
  });

  it('refuses what cannot be, by name and without a trace', async () => {
    const { kept, other } = await two();
    const outside = await enter(await newStaff(house, { roles: ['salesperson'], departmentCode: 1002 }));
    expect((await merge(kept.id, kept.id)).json()).toMatchObject({ status: 400, errors: [{ path: 'otherId', code: 'merge.same' }] });
    expect((await merge(kept.id, outside.id)).statusCode).toBe(404);
    expect((await merge(outside.id, kept.id)).statusCode).toBe(404);
    expect((await merge(kept.id, 999_999)).statusCode).toBe(404);
    expect((await merge(kept.id, other.id, {}, sales)).statusCode).toBe(403);
    expect((await merge(kept.id, other.id, { version: 9 })).json()).toMatchObject({ status: 409, code: 'stale' });
    expect((await merge(kept.id, other.id, { otherVersion: 9 })).json()).toMatchObject({ status: 409, code: 'stale' });
    expect((await merge(kept.id, other.id, { fields: { ownerId: 'other' } })).statusCode).toBe(400);
    expect((await merge(kept.id, other.id, { fields: { phone: 'both' } })).json()).toMatchObject({ errors: [{ code: 'merge.choice' }] });
    await send('POST', `/customers/${kept.id}/lose`, sales, { reason: '不感兴趣' });
    const refused = (await merge(kept.id, other.id)).json();
    expect(refused).toMatchObject({ status: 409, code: 'customer.merge-status' });
    expect((await send('POST', `/customers/${kept.id}/merge/preview`, supervisor, { otherId: other.id })).json().refusal).toMatchObject({
      code: 'customer.merge-status',
    });
    expect((await merge(other.id, kept.id)).statusCode).toBe(200);
    expect((await send('GET', `/customers/${other.id}`, colleague)).json()).toMatchObject({ ownerId: colleague.id, status: 'open' });
    expect((await undo(other.id)).statusCode).toBe(200);
    expect(await stateOf(house, kept.id)).toMatchObject({ status: 'lost', holding: 'closed', ownerId: sales.id });
    await sound();
  });

  it('REQ-E8 bans unite, outlive a deletion under either number, and part again', async () => {
    const { kept, other, his } = await two();
    const barred = (customerId: number, staffId: number) => get(Bars).between([customerId], staffId);
    await send('POST', `/customers/${other.id}/release`, colleague, { reason: '放弃' });
    expect(await barred(other.id, colleague.id)).toHaveLength(1);
    await merge(kept.id, other.id, {}, operations);
    expect(await barred(kept.id, colleague.id)).toHaveLength(1);
    expect((await send('POST', `/customers/${kept.id}/transfer`, sales, { toStaffId: colleague.id })).json()).toMatchObject({
      code: 'pool.lost-before',
    });
    await undo(kept.id);
    expect(await barred(kept.id, colleague.id)).toEqual([]);
    expect(await barred(other.id, colleague.id)).toHaveLength(1);
    await merge(kept.id, other.id, {}, operations);
    await send('DELETE', `/customers/${kept.id}`, supervisor);
    const anew = await enter(operations, { phone: his.slice(3) });
    expect(await barred(anew.id, colleague.id)).not.toEqual([]);
  });

  it('REQ-D35 a survivor takes his merged records into the recycle bin, out of it, and to the end', async () => {
    const { kept, other, mine, his } = await two();
    await merge(kept.id, other.id);
    await send('DELETE', `/customers/${kept.id}`, supervisor);
    const bin = (await send('GET', '/customers/recycle-bin?pageSize=100', operations)).json().items.map((i: any) => i.id);
    expect([bin.includes(kept.id), bin.includes(other.id)]).toEqual([true, false]);
    expect((await send('POST', `/customers/${other.id}/restore`, operations)).statusCode).toBe(404);
    const taker = await enter(supervisor, { phone: his.slice(3) });
    const refused = (await send('POST', `/customers/${kept.id}/restore`, operations)).json();
    expect(refused).toMatchObject({ status: 409, code: 'customer.restore-taken', duplicate: { customerId: taker.id } });
    await send('DELETE', `/customers/${taker.id}`, supervisor);
    expect((await send('POST', `/customers/${kept.id}/restore`, operations)).statusCode).toBe(200);
    expect((await send('POST', '/customers', operations, { name: 'x', phone: his.slice(3) })).json().code).toBe('customer.duplicate');
    expect((await send('POST', '/customers', operations, { name: 'x', phone: mine.slice(3) })).json().code).toBe('customer.duplicate');
    await send('DELETE', `/customers/${kept.id}`, supervisor);
    get(Clock).advance(31 * DAY);
    await get(CustomerPurgeService).run({ stopped: () => false });
    get(Clock).advance(-31 * DAY);
    expect(await rows('SELECT id FROM customer WHERE id IN (?, ?)', [kept.id, other.id])).toEqual([]);
  });

  it('restoring onto a taken number is 409 with an offer to merge, and merging takes the deleted record’s history over', async () => {
    const number = phone();
    const gone = await enter(sales, { phone: number, notes: '旧' });
    await send('POST', '/interactions', sales, { customerId: gone.id, kind: 'call', summary: '旧跟进' });
    await send('DELETE', `/customers/${gone.id}`, supervisor);
    const anew = await enter(colleague, { phone: number });
    const refused = (await send('POST', `/customers/${gone.id}/restore`, operations)).json();
    expect(refused).toMatchObject({ status: 409, code: 'customer.restore-taken', duplicate: { customerId: anew.id, fields: ['phone'] } });
    const desk = await new BackOffice(house).signIn(operations.username, STAFF_PASSWORD);
    const screen = await desk.post(`/api/resources/deleted-customers/records/${gone.id}/restore`);
    expect(screen.body.redirectUrl).toContain(`/admin/pages/customer-merge?keep=${anew.id}&other=${gone.id}`);
    expect((await merge(anew.id, gone.id, {}, operations)).statusCode).toBe(200);
    expect((await send('GET', `/interactions?customerId=${anew.id}`, colleague)).json().total).toBe(1);
    expect((await send('GET', `/customers/${anew.id}`, colleague)).json()).toMatchObject({ notes: '旧', ownerId: colleague.id });
    expect((await undo(anew.id, {}, operations)).statusCode).toBe(200);
    expect((await send('GET', '/customers/recycle-bin?pageSize=100', operations)).json().items.map((i: any) => i.id)).toContain(gone.id);
    await sound();
  });

  it('a chain of merges is undone from its end, and a number of one’s own tombstone may be taken back', async () => {
    const a = await enter(supervisor, { phone: phone() });
    const b = await enter(supervisor, { phone: phone() });
    const c = await enter(supervisor, { phone: phone() });
    const first = (await merge(b.id, a.id)).json();
    await merge(c.id, b.id);
    expect((await send('POST', '/customers', operations, { name: 'x', phone: a.phone })).json()).toMatchObject({
      duplicate: { holding: 'owned' },
    });
    expect((await undo(c.id, { mergeId: first.id })).json()).toMatchObject({ status: 409, code: 'merge.undo-first' });
    expect((await send('PATCH', `/customers/${c.id}`, supervisor, { phone: a.phone })).json()).toMatchObject({ phone: a.phone });
    expect((await undo(c.id)).statusCode).toBe(200);
    expect((await undo(b.id)).json()).toMatchObject({ status: 409, code: 'merge.undo-taken' });
    await send('PATCH', `/customers/${c.id}`, supervisor, { phone: c.phone });
    expect((await undo(b.id)).statusCode).toBe(200);
    const again = (await send('GET', `/customers/${a.id}`, supervisor)).json();
    expect(again).toMatchObject({ id: a.id, phone: a.phone, ownerId: supervisor.id });
    expect((await send('GET', `/customers/${c.id}/merges`, supervisor)).json()).toMatchObject({
      total: 1,
      items: [{ otherId: b.id, undoableUntil: null }],
    });
    await sound();
  });

  it('REQ-D25 a row of an import that has the number of a merged record is the one it was merged into', async () => {
    const { kept, other, his } = await two();
    await merge(kept.id, other.id);
    const importer = new Importer(house, operations.headers);
    const met = await importer.import(`name,phone,area\n明明,${his},上海\n`);
    expect(met).toMatchObject({ created: 0, duplicate: 1 });
    await send('PATCH', `/customers/${kept.id}`, sales, { phone: '', address: '' });
    const filled = await importer.import(`name,phone,address\n明明,${his},长安街1号\n`, { policy: 'update' });
    expect(filled).toMatchObject({ created: 0, updated: 1, failed: 0 });
    expect((await send('GET', `/customers/${kept.id}`, sales)).json()).toMatchObject({ phone: his, address: '长安街1号', name: '小明' });
  });

  it('what was put on by hand after the merge outlasts its undo, also where the merge had brought it first', async () => {
    const { kept, other, course } = await two();
    await merge(kept.id, other.id);
    const put = (body: object) => send('PATCH', `/customers/${kept.id}`, sales, body);
    await put({ tags: ['甲'], courseIds: [] });
    await put({ tags: ['甲', '乙'], courseIds: [course.id] });
    expect((await undo(kept.id)).statusCode).toBe(200);
    const now = (await send('GET', `/customers/${kept.id}`, sales)).json();
    expect([now.tags.sort(), now.courseIds]).toEqual([['甲', '乙'].sort(), [course.id]]);
    const back = (await send('GET', `/customers/${other.id}`, colleague)).json();
    expect([back.tags.sort(), back.courseIds]).toEqual([['甲', '乙'].sort(), [course.id]]);
  });

  it('an undo onto a number that somebody else has by now is refused, and changes nothing', async () => {
    const { kept, other } = await two();
    await merge(kept.id, other.id);
    await send('PATCH', `/customers/${kept.id}`, sales, { qq: '' });
    const taker = await enter(supervisor, { qq: other.qq });
    const before = await rows('SELECT * FROM customer WHERE id IN (?, ?) ORDER BY id', [kept.id, other.id]);
    expect((await undo(kept.id)).json()).toMatchObject({ status: 409, code: 'merge.undo-taken' });
    expect(await rows('SELECT * FROM customer WHERE id IN (?, ?) ORDER BY id', [kept.id, other.id])).toEqual(before);
    await send('PATCH', `/customers/${taker.id}`, supervisor, { qq: '' });
    expect((await undo(kept.id)).statusCode).toBe(200);
  });

  it('an Idempotency-Key holds for a preview, which leaves nothing behind, and for a look at an ID number', async () => {
    const { kept, other } = await two();
    const key = { 'idempotency-key': `preview-${n}` };
    const preview = (otherId: number) => send('POST', `/customers/${kept.id}/merge/preview`, supervisor, { otherId }, key);
    const [first, again] = [await preview(other.id), await preview(other.id)];
    expect([first.statusCode, again.statusCode, again.headers['idempotency-replayed']]).toEqual([200, 200, 'true']);
    expect(again.json()).toEqual(first.json());
    expect((await preview(999_999)).json()).toMatchObject({ status: 422, code: 'idempotency.other-body' });
    expect(await rows('SELECT id FROM customer_merge WHERE mergedId = ?', [other.id])).toEqual([]);
    expect((await send('GET', `/customers/${other.id}`, colleague)).statusCode).toBe(200);
    const missing = () => send('POST', `/customers/999999/merge/preview`, supervisor, { otherId: other.id }, key);
    expect([(await missing()).statusCode, (await missing()).statusCode]).toEqual([404, 404]);
    const reveal = () => send('POST', `/customers/${other.id}/id-number`, supervisor, undefined, key);
    expect([(await reveal()).json(), (await reveal()).json()]).toEqual([
      { idNumber: '11010519491231002X' },
      { idNumber: '11010519491231002X' },
    ]);
    expect(await rows("SELECT id FROM audit_entry WHERE action = 'reveal-id-number' AND subjectId = ?", [String(other.id)])).toHaveLength(
      1,
    );
  });

  it('the same merge twice under one Idempotency-Key is one', async () => {
    const { kept, other } = await two();
    const key = { 'idempotency-key': `merge-${n}` };
    const answers = [];
    for (let i = 0; i < 2; i++) answers.push(await send('POST', `/customers/${kept.id}/merge`, supervisor, { otherId: other.id }, key));
    expect(answers.map((a) => a.statusCode)).toEqual([200, 200]);
    expect(answers[0]!.json().id).toBe(answers[1]!.json().id);
  });

  it('of merges, claims, reclaims, hand-overs and deletions at once each customer has one end, and nothing is half done', async () => {
    for (let round = 0; round < 8; round++) {
      const [a, b] = (await ownedCustomers(house, sales.id, 2)) as [number, number];
      const [c] = (await newCustomers(house, 1, { holding: 'pool' })) as [number];
      const answers = await Promise.all([
        merge(a, b, {}, operations),
        merge(b, a, {}, operations),
        merge(a, c, {}, operations),
        send('POST', `/pool/${c}/claim`, colleague),
        send('POST', `/customers/${b}/transfer`, supervisor, { toStaffId: colleague.id }),
        ...(round % 2 ? [send('DELETE', `/customers/${b}`, supervisor)] : []),
      ]);
      expect(answers.every((answer) => answer.statusCode < 500)).toBe(true);
      const states = await rows<{ id: number; deletedAt: number | null }>(
        'SELECT id, deletedAt FROM customer WHERE id IN (?, ?, ?) ORDER BY id',
        [a, b, c],
      );
      const merged = await rows<{ mergedId: number; survivorId: number }>(
        'SELECT mergedId, survivorId FROM customer_merge WHERE activeMergedId IN (?, ?, ?)',
        [a, b, c],
      );
      for (const { mergedId, survivorId } of merged) {
        expect(states.find((s) => s.id === mergedId)!.deletedAt).not.toBeNull();
        expect(merged.some((m) => m.mergedId === survivorId)).toBe(false);
      }
      expect((await ownershipsOf(house, a)).filter((o) => o.outcome === null).length).toBeLessThanOrEqual(1);
      await sound();
    }
  });

  it('REQ-E6 a record that is due is reclaimed, not merged away with its ban', async () => {
    const [kept] = (await ownedCustomers(house, sales.id, 1)) as [number];
    const [late] = (await ownedCustomers(house, colleague.id, 1)) as [number];
    await get(Database).run('UPDATE customer SET reclaimAt = ? WHERE id = ?', [get(Clock).now() - 1000, late]);
    const [answer] = await Promise.all([
      merge(kept, late, {}, operations),
      get(ReclaimService).run({ progress: () => undefined, stopped: () => false, before: 0 } as never),
    ]);
    expect(answer.statusCode).toBe(200);
    expect((await ownershipsOf(house, kept)).map((o) => [o.staffId, o.outcome])).toEqual(
      expect.arrayContaining([
        [sales.id, null],
        [colleague.id, expect.stringContaining('overdue')],
      ]),
    );
    await sound();
  });

  it('the list leads to the comparison, and what is kept for the undo is sealed, and goes after 30 days', async () => {
    const { kept, other } = await two();
    const desk = await new BackOffice(house).signIn(supervisor.username, STAFF_PASSWORD);
    const led = await desk.post(`/api/resources/customers/bulk/mergeTwo?recordIds=${kept.id},${other.id}`);
    expect(led.body.redirectUrl).toContain(`/admin/pages/customer-merge?keep=${kept.id}&other=${other.id}`);
    for (const some of [[kept.id], [kept.id, other.id, (await two()).kept.id]]) {
      const refused = await desk.post(`/api/resources/customers/bulk/mergeTwo?recordIds=${some.join()}`);
      expect(refused.body).toMatchObject({ notice: { type: 'error', message: expect.stringContaining('请选择正好两个客户') } });
    }
    const { id } = (await merge(kept.id, other.id)).json();
    expect(
      (await rows('SELECT afterSealed FROM customer_merge_change WHERE mergeId = ?', [id])).map((r) => String(r.afterSealed)).join(),
    ).not.toContain(other.qq);
    get(Clock).advance(31 * DAY);
    expect(await get(MergeHandlers).forget({}, { stopped: () => false } as never)).toMatchObject({ forgotten: expect.any(Number) });
    get(Clock).advance(-31 * DAY);
    for (const table of ['customer_merge_change', 'customer_merge_moved'])
      expect(await rows(`SELECT * FROM ${table} WHERE mergeId = ?`, [id])).toEqual([]);
    expect((await send('GET', `/customers/${kept.id}/merges`, supervisor)).json()).toMatchObject({ total: 1 });
  });
});
