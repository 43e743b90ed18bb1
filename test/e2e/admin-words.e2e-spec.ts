import { readdirSync, readFileSync } from 'node:fs';
import { recordValues } from '../../src/platform/audit/audit-text.js';
import { AuditWords } from '../../src/platform/audit/audit-words.js';
import { Database } from '../../src/platform/database/database.js';
import { Declarations } from '../../src/platform/registry/declarations.js';
import { customerNumber } from '../../src/modules/customers/customer.entity.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { ownedCustomers } from '../builders/held-customers.js';
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

  it('REQ-SY2 whatever the code writes into the log, actions and records without a number of their own have words', () => {
    const words = house.app.get(AuditWords, { strict: false });
    const values = house.app.get(Declarations, { strict: false }).of(recordValues);
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const written = sources.flatMap((file) => readFileSync(`src/${file}`, 'utf8').split('audit.record(').slice(1));
    const nameless = written.flatMap((call) => {
      const entry = call.slice(0, call.indexOf(');'));
      const [, subject] = /subject: '(\w+)'/.exec(entry) ?? [];
      const [, action] = /action: '([a-z-]+)'/.exec(entry) ?? [];
      const [, kind] = /subjectId: `([a-z]+)-/.exec(entry) ?? [];
      return [
        ...(subject && action && words.action(subject, action) === action ? [`${subject} ${action}`] : []),
        ...(kind && !values.some((known) => known[`id=${kind}`]) ? [`id=${kind}`] : []),
      ];
    });
    expect(written.length).toBeGreaterThan(30);
    expect(nameless).toEqual([]);
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
    const named = async (query = '') =>
      (await administrator.list('holdings', query)).body.records.map(
        (record: { populated: Record<string, { title: string }> }) => record.populated['customer']!.title,
      );
    expect(await named()).toEqual(['先到期', '后到期']);
    expect(await named('?filters.deadline=none')).toEqual(['无期限']);
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
    expect(entry).toMatchObject({ name: '郭思颖', subjectId: customerNumber(id) });
    expect(record.params['record']).toBe(`/admin/resources/customers/records/${id}/show`);
    expect(record.params['changes'].split('\n')).toEqual(expect.arrayContaining(['类型：企业', '来源：内部转介绍', '电话：•••']));
    const revealed = await administrator.post(`/api/resources/audit/records/${entry.id}/reveal`, {});
    expect(revealed.body).toMatchObject({ notice: { type: 'success' }, detail: expect.stringContaining('电话：+8613800138000') });
  });

  it('REQ-SY2 an entry of the log calls departments and roles by their names, and has no code of the house in it', async () => {
    const { departmentId } = await newStaff(house, { departmentCode: 1001 });
    const [department] = await database.rows<{ name: string }>('SELECT name FROM department WHERE id = ?', [departmentId!]);
    const [role] = await database.rows<{ id: number }>(`SELECT id FROM role WHERE code = 'salesperson'`);
    const made = { username: 'new.colleague', name: '新同事', departmentId: String(departmentId), roleIds: [String(role!.id)] };
    expect((await administrator.post('/api/resources/staff/actions/new', made)).body.notice.type).toBe('success');
    const [entry] = await rows('audit', '?filters.subject=Staff&filters.actionCode=create');
    const { changes } = (await administrator.get(`/api/resources/audit/records/${entry.id}/show`)).body.record.params;
    expect(changes.split('\n')).toEqual(expect.arrayContaining([`部门：${department!.name}`, '角色：销售', '已设初始密码：否']));
    expect(changes).not.toMatch(/#\d|[a-z][A-Z]/);
  });

  it('REQ-SY2 the log knows customers by their numbers, those who were merged or deleted by their names, and runs by their words', async () => {
    const id = await database.insertId(
      `INSERT INTO customer (type, name, status, doNotCall, doNotMail, holding, holdingSince, createdAt, updatedAt, deletedAt)
       VALUES ('person', '并入的客户', 'open', 0, 0, 'pending', 1, 1, 1, 1)`,
    );
    const write = (subject: string, subjectId: string, action: string, detail: string) =>
      database.run(
        `INSERT INTO audit_entry (occurredAt, subject, subjectId, action, actorKind, actorId, actorName, source, detail) VALUES (1, ?, ?, ?, 'system', 0, 'system', 'job', ?)`,
        [subject, subjectId, action, detail],
      );
    await write('Customer', String(id), 'merge', `{"customerId":${id}}`);
    await write('Interaction', String(id), 'update', '{}');
    await write('Distribution', 'run-24', 'assign', `{"strategy":"interleaved","fromCustomerId":1860}`);
    const found = await rows('audit', `?filters.subjectId=${customerNumber(id).toLowerCase()}`);
    expect(found).toMatchObject([{ name: '并入的客户', subjectId: customerNumber(id), action: '合并' }]);
    expect(await rows('audit', `?filters.subjectId=${id}`)).toHaveLength(2);
    for (const typed of ['run-24', '分配批次 24'])
      expect(await rows('audit', `?filters.subjectId=${encodeURIComponent(typed)}`)).toMatchObject([
        { name: '分配批次 24', subjectId: null },
      ]);
    const [run] = await rows('audit', '?filters.subjectId=run-24');
    const { record } = (await administrator.get(`/api/resources/audit/records/${run.id}/show`)).body;
    expect(record.title).toBe('分配 · 分配批次 24');
    expect(record.params['detail']).toBe('分配顺序：轮流分配\n起始客户：C00001860');
  });

  it('REQ-R1 English pages begin with Latin fonts, whose quotation marks are no wider than their words; Chinese ones with Chinese fonts', async () => {
    for (const address of ['/', '/admin/login']) {
      const fontOf = async (language: string) => {
        const { text } = await new BackOffice(house).send('GET', address, {
          headers: { accept: 'text/html', 'accept-language': language },
        });
        return /font: 16px\/1\.5 "([^"]+)"/.exec(text)?.[1];
      };
      expect(await fontOf('en')).toBe('Segoe UI');
      expect(await fontOf('zh-CN')).toBe('PingFang SC');
    }
    const shell = await administrator.get('/');
    expect(shell.text.includes('"font":"\\"PingFang SC\\"')).toBe(true);
  });

  it('REQ-E9 rules say what their empty fields mean, sign-ins whether they are good news, and built-in roles what they are for', async () => {
    const { text } = await administrator.get('/resources/deadline-rules');
    const said = ['所有来源', '所有部门', '永久', '不计时', '不限'].filter((word) => text.includes(`"without":"${word}"`));
    expect(said).toHaveLength(5);
    expect(text.includes('{"value":"wrong","tone":"bad","label":"失败"}')).toBe(true);
    const roles = await rows('roles');
    expect(roles.find(({ code }: { code: string }) => code === 'operations')).toMatchObject({
      about: '录入、导入和分配客户，维护规则、字典和工作日历',
    });
    expect(roles.every(({ about }: { about: string }) => about)).toBe(true);
    const { body } = await administrator.send('GET', `/api/staff/${owner.id}/assignable-roles`, { headers: { 'accept-language': 'en' } });
    expect(body.roles.find(({ name }: { name: string }) => ['Finance', '财务'].includes(name)).description).toBeTruthy();
  });

  it('REQ-B11 a new permission chooses its subject and its action among those there are', async () => {
    const { text } = await administrator.get('/resources/permissions/actions/new');
    expect(text.includes('{"value":"Customer","label":"客户 (Customer)"}')).toBe(true);
    expect(text.includes('{"value":"read","label":"查看 (read)"}')).toBe(true);
  });

  it('REQ-R1 a calendar without days says what deadlines count by', async () => {
    expect((await administrator.get('/resources/calendar-days')).text).toContain('目前期限只按周一至周五计算');
  });

  it('REQ-R1 schedules and jobs say when, by whom and with what result in words', async () => {
    const schedules = await rows('schedules');
    expect(schedules.find((row: Record<string, unknown>) => row['label'] === '自动分配')).toMatchObject({ when: '每 5 分钟' });
    expect(schedules.find((row: Record<string, unknown>) => row['label'] === '清理旧通知')).toMatchObject({ when: '每天 03:40' });
    // an hourly one in words beside its setting
    expect(schedules.find((row: Record<string, unknown>) => row['cron'] === '25 * * * *')).toMatchObject({ when: '每小时第 25 分' });
    const id = await database.insertId(
      `INSERT INTO job (kind, payload, state, attempt, failures, actorKind, actorId, result, runAt, createdAt, cancelRequested, sentAt, rerun)
       VALUES ('distribution.run', '{}', 'done', 1, 0, 'staff', ?, '{"assigned":65,"unassigned":2}', 1, 1, 0, 0, 0)`,
      [owner.id],
    );
    const { params } = (await administrator.get(`/api/resources/jobs/records/${id}/show`)).body.record;
    expect(params).toMatchObject({ starter: '王小明', result: '已分配：65\n未分配：2' });
  });

  it('REQ-SY2 REQ-C8 many handed over at once are an entry in words, with what became of their deadlines', async () => {
    const [first, second] = await ownedCustomers(house, owner.id, 2);
    const { id } = await newStaff(house, { roles: ['salesperson'], name: '李接手', departmentCode: 1001 });
    await administrator.post(`/api/resources/holdings/bulk/assign?recordIds=${first},${second}`, { toStaffId: String(id) });
    const [entry] = await rows('audit', '?filters.actionCode=assign');
    expect(entry).toMatchObject({ action: '分配', name: `批量转交 ${first}` });
    await administrator.post(`/api/resources/holdings/bulk/assign?recordIds=${first}`, { toStaffId: String(owner.id) });
    const single = (await rows('audit', `?filters.actionCode=assign&filters.subjectId=${first}`))[0];
    const { record } = (await administrator.get(`/api/resources/audit/records/${single.id}/show`)).body;
    expect(record.params['detail']).toBe('期限：重新计算');
  });
});
