import { AssignmentRepository } from '../../src/modules/distribution/assignment/assignment.repository.js';
import type { RosterEntry } from '../../src/modules/distribution/assignment/assignment.entity.js';
import { WarningRepository } from '../../src/modules/distribution/reclaim/warning.repository.js';
import { WarningService } from '../../src/modules/distribution/reclaim/warning.service.js';
import { Database } from '../../src/platform/database/database.js';
import { messageText } from '../../src/platform/notifications/message-text.js';
import { Notifications } from '../../src/platform/notifications/notifications.js';
import { startApp, type TestApp } from '../app.js';
import { headersOf, ownedCustomers, setTime } from '../builders/held-customers.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;
const quiet = { progress: () => undefined, stopped: () => false };
/** Of 60 Chinese characters: 400 of them are more than a text column of MySQL holds. */
const LONG_NAME = '北京市海淀区某某教育科技发展有限责任公司'.repeat(3);

describe('what has no end of its own', () => {
  let house: TestApp;
  let [ann, ben, cid, boss, admin]: Who[] = [];
  beforeAll(async () => {
    house = await startApp();
    setTime(house, '2026-03-02 10:00');
    const seller = (name: string) => newStaff(house, { name, roles: ['salesperson'], departmentCode: 1001 });
    [ann, ben, cid] = [await seller('Ann'), await seller('Ben'), await seller('Cid')];
    boss = await newStaff(house, { name: 'Boss', roles: ['sales-director'], departmentCode: 1001 });
    admin = await newStaff(house, { name: 'Admin', roles: ['administrator'] });
  });
  afterEach(() => void vi.restoreAllMocks());
  afterAll(() => house.close());

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, who: Who | undefined, payload?: object) =>
    house.app.inject({
      method,
      url: `/api${url}`,
      headers: { ...(await headersOf(house, who!.id)), 'accept-language': 'en' },
      ...(payload ? { payload } : {}),
    });
  const told = async (who: Who | undefined, code: string) =>
    (
      await get(Database).rows<{ params: string }>('SELECT params FROM notification WHERE recipientId = ? AND code = ? ORDER BY id', [
        who!.id,
        code,
      ])
    ).map(({ params }) => ({ bytes: Buffer.byteLength(params), text: messageText(code, JSON.parse(params), 'en').body }));

  it('REQ-C8 a thousand customers go to a colleague at once; the message names twenty and counts the others', async () => {
    const ids = await ownedCustomers(house, ann!.id, 1000, { name: LONG_NAME, type: 'company' });
    const answer = await send('POST', '/customers/assign', boss, { customerIds: ids, toStaffId: ben!.id });
    expect([answer.statusCode, answer.json().assigned]).toEqual([200, 1000]);
    for (const [who, code] of [
      [ben, 'customers.handed-over'],
      [ann, 'customers.taken-away'],
    ] as const) {
      const [message] = await told(who, code);
      expect(message!.text).toContain(`${LONG_NAME} and 980 more`);
      expect(message!.text.split(LONG_NAME)).toHaveLength(21);
      expect(message!.bytes).toBeLessThan(10_000);
    }
  });

  it('REQ-E12 an owner of very many near deadlines is warned like the others, each in a transaction of his own', async () => {
    setTime(house, '2026-04-06 10:00');
    const [first] = await ownedCustomers(house, ann!.id, 1);
    await ownedCustomers(house, ben!.id, 400, { name: LONG_NAME });
    await ownedCustomers(house, cid!.id, 1);
    setTime(house, '2026-04-09 10:00');
    const notifications = get(Notifications);
    const notify = notifications.notify.bind(notifications);
    vi.spyOn(notifications, 'notify').mockImplementation((message, staffIds, ...rest) =>
      staffIds.includes(ann!.id) ? Promise.reject(new Error('no room')) : notify(message, staffIds, ...rest),
    );
    // the job fails, which brings it back, and says for whom
    await expect(get(WarningService).run(quiet)).rejects.toThrow(String(ann!.id));
    expect((await told(ben, 'customers.deadlines-near'))[0]!.text).toMatch(/400 customers.* and 380 more/);
    expect(await told(cid, 'customers.deadlines-near')).toHaveLength(1);
    expect(await told(ann, 'customers.deadlines-near')).toEqual([]);
    vi.restoreAllMocks();
    expect(await get(WarningService).run(quiet)).toEqual({ owners: 1, customers: 1 });
    expect(await told(ann, 'customers.deadlines-near')).toHaveLength(1);
    expect(first).toBeGreaterThan(0);
  });

  it('REQ-E12 whoever was warned is not looked at again', async () => {
    setTime(house, '2026-05-04 10:00');
    await ownedCustomers(house, cid!.id, 5);
    setTime(house, '2026-05-07 10:00');
    const near = vi.spyOn(get(WarningRepository), 'near');
    const read = async () => {
      near.mockClear();
      await get(WarningService).run(quiet);
      const found = await Promise.all(near.mock.results.map((result) => result.value as Promise<unknown[]>));
      return found.flat().length;
    };
    expect(await read()).toBe(5);
    expect(await read()).toBe(0);
    await ownedCustomers(house, cid!.id, 1);
    expect(await read()).toBe(0);
    setTime(house, '2026-05-10 10:00');
    expect(await read()).toBe(1);
  });

  it('REQ-E5 a run of distribution remembers everybody of ten thousand', async () => {
    const entry = {
      weight: 1000,
      perRound: 1000,
      round: 100_000,
      used: 999,
      open: 1_000_000,
      maxOpen: 1_000_000,
      out: 'cannot-hold',
    } as const;
    const roster = Array.from({ length: 10_000 }, (_, i): RosterEntry => ({ staffId: 1_000_000 + i, name: '欧阳'.repeat(10), ...entry }));
    const repository = get(AssignmentRepository);
    const id = await repository.saveRun({ at: 1, strategy: 'blocks', assigned: 0, unassigned: 0, roster });
    const [row] = await get(Database).rows<{ roster: string }>('SELECT roster FROM distribution_run WHERE id = ?', [id]);
    expect(JSON.parse(row!.roster)).toEqual(roster);
    await get(Database).run('DELETE FROM distribution_run WHERE id = ?', [id]);
  });

  it('REQ-SY2 the longest texts that may be entered are kept, with what the log says of them', async () => {
    const outline = (sign: string) => sign.repeat(50_000);
    const course = (await send('POST', '/courses', admin, { name: 'Long', outline: outline('长') })).json();
    expect((await send('PATCH', `/courses/${course.id}`, admin, { outline: outline('短') })).json()).toMatchObject({
      outline: outline('短'),
    });
    const role = (await send('POST', '/roles', admin, { code: 'many-conditions', nameZh: '多', nameEn: 'Many' })).json();
    const { items } = (await send('GET', '/permissions?subject=Customer&pageSize=5', admin)).json();
    const conditions = { source: { $in: Array.from({ length: 90 }, () => '源'.repeat(200)) } };
    const permissions = items.map(({ id }: { id: number }) => ({ permissionId: id, reach: 'custom', conditions }));
    expect((await send('PUT', `/roles/${role.id}/permissions`, admin, { permissions })).statusCode).toBe(200);
    const [entry] = await get(Database).rows<{ changes: string }>(
      `SELECT changes FROM audit_entry WHERE subject = 'Role' AND subjectId = ? ORDER BY id DESC LIMIT 1`,
      [String(role.id)],
    );
    expect(entry!.changes).toContain('源源源');
    expect(entry!.changes.length).toBeGreaterThan(65_535);
  });

  it('REQ-B8 conditions of a role that would not fit are refused by name', async () => {
    const role = (await send('POST', '/roles', admin, { code: 'long-conditions', nameZh: '长', nameEn: 'Long' })).json();
    const [permission] = (await send('GET', '/permissions?subject=Customer&action=read', admin)).json().items;
    const grant = {
      permissionId: permission.id,
      reach: 'custom',
      conditions: { source: { $in: Array.from({ length: 500 }, () => '源'.repeat(200)) } },
    };
    const refused = await send('PUT', `/roles/${role.id}/permissions`, admin, { permissions: [grant] });
    expect(refused.json()).toMatchObject({ status: 400, errors: [{ path: 'permissions.0.conditions', code: 'rule.too-long' }] });
  });
});
