import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

describe('what people read in the back office', () => {
  let house: TestApp;
  let database: Database;
  let administrator: BackOffice;
  let owner: { id: number };

  beforeAll(async () => {
    house = await startApp();
    database = house.app.get(Database, { strict: false });
    const { username } = await newStaff(house, { roles: ['administrator'] });
    administrator = await new BackOffice(house).signIn(username, STAFF_PASSWORD);
    owner = await newStaff(house, { roles: ['salesperson'], name: '王小明', departmentCode: 1001 });
  });
  afterAll(() => house.close());

  const rows = async (resource: string, query = '') =>
    (await administrator.list(resource, query)).body.records.map((record: { params: Record<string, unknown> }) => record.params);

  it('REQ-SY2 the log names subjects, actions and the system by their words, and is filtered by them', async () => {
    await database.run(
      `INSERT INTO audit_entry (occurredAt, subject, subjectId, action, actorKind, actorId, actorName, source) VALUES (1, 'Customer', '7', 'reclaim', 'system', 0, 'system', 'job')`,
    );
    const [reclaimed] = await rows('audit', `?filters.subject=${encodeURIComponent('客户')}&filters.actionCode=reclaim`);
    expect(reclaimed).toMatchObject({ subject: '客户', action: '到期回收', actorName: '系统' });
    expect(await rows('audit', `?filters.subject=${encodeURIComponent('校区')}`)).toEqual([]);
    const [named] = await rows('audit', '?filters.subject=Customer&filters.actionCode=reclaim');
    expect(named.id).toBe(reclaimed.id);
  });

  it('REQ-E9 owners and deadlines begin with those whose time runs; the others are found by the filter', async () => {
    const held = (name: string, reclaimAt: number | null) =>
      database.insertId(
        `INSERT INTO customer (type, name, status, doNotCall, doNotMail, holding, holdingSince, ownerId, ownedSince, reclaimAt, createdAt, updatedAt)
         VALUES ('person', ?, 'open', 0, 0, 'owned', 1, ?, 1, ?, 1, 1)`,
        [name, owner.id, reclaimAt],
      );
    await held('无期限', null);
    await held('后到期', 4_102_444_800_000);
    await held('先到期', 4_102_358_400_000);
    expect((await rows('holdings')).map((row: Record<string, unknown>) => row['customer'])).toEqual(['先到期', '后到期']);
    const without = await rows('holdings', '?filters.deadline=none');
    expect(without.map((row: Record<string, unknown>) => row['customer'])).toEqual(['无期限']);
  });

  it('REQ-R4 settings stand under the name of their group, with the words of their values', async () => {
    const settings = await rows('settings');
    const strategy = settings.find((row: Record<string, unknown>) => row['label'] === '分配顺序');
    expect(strategy).toMatchObject({ groupName: '自动分配', shown: '轮流分配（每人一个，循环到用完承单数）' });
  });
});
