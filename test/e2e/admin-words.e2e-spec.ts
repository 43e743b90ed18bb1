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

  it('REQ-R4 a setting is edited as what it is: a choice by its words, a number that may be left empty', async () => {
    const settings = await rows('settings');
    const form = async (label: string) => {
      const { id } = settings.find((row: Record<string, unknown>) => row['label'] === label)!;
      return { id, record: (await administrator.get(`/api/resources/settings/records/${id}/edit`)).body.record };
    };
    const strategy = await form('分配顺序');
    expect(strategy.record.looks.value.choices[0]).toEqual({
      value: '"interleaved"',
      label: '轮流分配（每人一个，循环到用完承单数）',
    });
    const hours = await form('无人可分配时，多少小时后进入公海');
    expect(hours.record.looks.value).toEqual({ number: true, help: '留空表示一直等待分配。' });
    const saved = await administrator.post(`/api/resources/settings/records/${hours.id}/edit`, { ...hours.record.params, value: '' });
    expect(saved.body.notice).toMatchObject({ type: 'success' });
    expect((await rows('settings')).find(({ id }: { id: number }) => id === hours.id)).toMatchObject({ shown: '—' });
  });

  it('REQ-SY2 an entry of the log says what was changed by the labels, choices and names of the screens; personal values are shown to who asks', async () => {
    const { headers } = await newStaff(house, { roles: ['operations'], name: '陈静' });
    const { id } = (
      await house.app.inject({
        method: 'POST',
        url: '/api/customers',
        headers,
        payload: { name: '郭思颖', phone: '13800138000', source: 'referral', type: 'company' },
      })
    ).json<{ id: number }>();
    const [entry] = await rows('audit', `?filters.subject=Customer&filters.subjectId=${id}&filters.actionCode=create`);
    const { record } = (await administrator.get(`/api/resources/audit/records/${entry.id}/show`)).body;
    expect(record.title).toBe('新建 · 客户 郭思颖');
    expect(entry).toMatchObject({ name: '郭思颖', subjectId: String(id) });
    expect(record.params['record']).toBe(`/admin/resources/customers/records/${id}/show`);
    expect(record.params['changes'].split('\n')).toEqual(expect.arrayContaining(['类型：企业', '来源：内部转介绍', '电话：•••']));
    const revealed = await administrator.post(`/api/resources/audit/records/${entry.id}/reveal`, {});
    expect(revealed.body).toMatchObject({ notice: { type: 'success' }, detail: expect.stringContaining('电话：+8613800138000') });
  });

  it('REQ-R1 a calendar without days says what deadlines count by', async () => {
    expect((await administrator.get('/resources/calendar-days')).text).toContain('目前期限只按周一至周五计算');
  });

  it('REQ-R1 schedules and jobs say when, by whom and with what result in words', async () => {
    const schedules = await rows('schedules');
    expect(schedules.find((row: Record<string, unknown>) => row['label'] === '自动分配')).toMatchObject({ when: '每 5 分钟' });
    expect(schedules.find((row: Record<string, unknown>) => row['label'] === '清理旧通知')).toMatchObject({ when: '每天 03:40' });
    const id = await database.insertId(
      `INSERT INTO job (kind, payload, state, attempt, failures, actorKind, actorId, result, runAt, createdAt, cancelRequested, sentAt, rerun)
       VALUES ('distribution.run', '{}', 'done', 1, 0, 'staff', ?, '{"assigned":65,"unassigned":2}', 1, 1, 0, 0, 0)`,
      [owner.id],
    );
    const { params } = (await administrator.get(`/api/resources/jobs/records/${id}/show`)).body.record;
    expect(params).toMatchObject({ starter: '王小明', result: '已分配：65\n未分配：2' });
  });
});
