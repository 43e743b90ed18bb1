import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import yauzl from 'yauzl';
import { CustomerChild } from '../../src/modules/customers/customer.port.js';
import { FollowUpReminderService } from '../../src/modules/customers/interactions/follow-up-reminder.service.js';
import { InteractionRepository } from '../../src/modules/customers/interactions/interaction.repository.js';
import { ErasureSweep } from '../../src/modules/customers/personal-data/erasure-sweep.service.js';
import { Clock, MINUTE } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { Files } from '../../src/platform/files/files.js';
import { JobRun } from '../../src/platform/jobs/job-run.js';
import { storedTexts } from '../../src/platform/privacy/stored-text.js';
import { TextSweep } from '../../src/platform/privacy/text-sweep.js';
import { Declarations } from '../../src/platform/registry/declarations.js';
import { STACK, startApp, type TestApp } from '../app.js';
import { BackOffice } from '../admin.js';
import { newStaffWith } from '../builders/granted.js';
import { call, done } from '../calls.js';
import { Importer } from '../imports.js';
import { ADMIN, type AuthHeaders, newStaff, signIn } from '../staff.js';

/** Contracts as another module would keep them. */
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

type Who = { id: number; headers: AuthHeaders };
const NUMBER = (id: number) => `C${String(id).padStart(8, '0')}`;
let made = 0;

const person = () => {
  const n = ++made;
  const digits = String(n).padStart(4, '0');
  return {
    type: 'person',
    name: `欧阳${['清', '明', '远', '之', '安', '宁', '康', '乐', '文', '武'][n % 10]}${['甲', '乙', '丙', '丁'][n % 4]}${n > 9 ? '子' : ''}`,
    phone: `1371234${digits}`,
    qq: `88776${digits}`,
    wechat: `wx_secret_${digits}`,
    email: `ouyang${digits}@example.com`,
    externalId: `EXT-${digits}-Q`,
    area: `海淀区密云路${digits}`,
    address: `幸福大街${digits}号`,
    website: `https://ouyang${digits}.example.com`,
    notes: `喜欢周末上课${digits}`,
    tags: [`标签${digits}`],
    person: {
      graduationSchool: `清河大学${digits}`,
      company: `某某公司${digits}`,
      idNumber: '11010519491231002X',
      emergencyContactName: `司马母亲${digits}`,
      emergencyContactPhone: `1391111${digits}`,
    },
  };
};
const words = (one: ReturnType<typeof person>): string[] => [
  one.name,
  one.phone,
  one.qq,
  one.wechat,
  one.email,
  one.externalId,
  one.area,
  one.address,
  one.website,
  one.notes,
  one.person.graduationSchool,
  one.person.company,
  one.person.emergencyContactName,
  one.person.emergencyContactPhone,
  one.person.idNumber,
];

describe('what is kept about a person: told, and forgotten (spec 01, Data)', () => {
  let house: TestApp;
  let admin: Who;
  let operations: Who;
  let sales: Who;
  let supervisor: Who;
  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const database = () => get(Database);

  beforeAll(async () => {
    house = await startApp({ ROLE: 'all' }, undefined, [Contracting]);
    const headers = await signIn(house);
    admin = { id: (await call(house, 'GET', '/auth/me', { headers })).body.user.id, headers };
    operations = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
    sales = await newStaff(house, { name: '张销售', roles: ['salesperson'], departmentCode: 1001 });
    supervisor = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 });
  });
  afterAll(() => house.close());

  const tables = async (): Promise<string[]> => {
    const sql = database().dialect.mysql
      ? 'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()'
      : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    return (await database().rows<{ name: string }>(sql)).map(({ name }) => name);
  };
  /** Where in any column of any table, and in any file of the store, one of these words stands. */
  const found = async (sought: readonly string[]): Promise<string[]> => {
    const places: string[] = [];
    for (const table of await tables())
      for (const row of await database().rows(`SELECT * FROM ${table}`))
        for (const [column, value] of Object.entries(row))
          for (const word of sought) if (String(value).includes(word)) places.push(`${table}.${column}: ${word}`);
    return [...new Set([...places, ...(await foundInStore(sought))])];
  };
  const foundInStore = async (sought: readonly string[]): Promise<string[]> => {
    const folder = join(house.world.env['DATA_DIR']!, 'files');
    const places: string[] = [];
    const look = (path: string): void => {
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        if (entry.isDirectory()) look(join(path, entry.name));
        else {
          const content = readFileSync(join(path, entry.name));
          for (const word of sought) if (content.includes(word)) places.push(`file ${entry.name}: ${word}`);
        }
      }
    };
    look(folder);
    return places;
  };
  const enter = async (one: object, who: Who = sales) => (await done(call(house, 'POST', '/customers', who, one))).id as number;
  const erase = (id: number, who: Who = admin, body: object = { reason: 'asked for by letter', confirm: NUMBER(id) }) =>
    call(house, 'POST', `/customers/${id}/erase`, who, body);
  const later = async (work: () => Promise<unknown>): Promise<void> => {
    const clock = get(Clock);
    const now = clock.now.bind(clock);
    clock.now = () => now() + 3 * MINUTE;
    try {
      await work();
    } finally {
      clock.now = now;
    }
  };
  const note = (customerId: number, summary: string) =>
    done(
      call(house, 'POST', '/interactions', sales, {
        customerId,
        kind: 'call',
        summary,
        nextFollowUpAt: new Date(get(Clock).now() + MINUTE).toISOString(),
      }),
    );
  const reminding = () => later(() => get(FollowUpReminderService).run({ stopped: () => false }));
  const reminders = async (id: number) =>
    (
      await database().rows<{ params: string }>(
        "SELECT params FROM notification WHERE code = 'customers.follow-up-reminder' AND link LIKE ?",
        [`%/records/${id}/show`],
      )
    ).map(({ params }) => JSON.parse(params) as { customer: string; summary: string });
  /** The second look, which a job would have two minutes later. */
  const swept = async (requestId: number) => {
    for (let i = 0; i < 400; i++) {
      const [row] = await database().rows<{ state: string }>(
        'SELECT j.state FROM personal_data_request r JOIN job j ON j.id = r.jobId WHERE r.id = ? AND j.runAt > r.createdAt',
        [requestId],
      );
      if (row) break;
      await sleep(25);
    }
    await later(() => get(ErasureSweep).run(requestId, new JobRun(0, 1, new AbortController().signal)));
    return done(call(house, 'GET', `/personal-data-requests/${requestId}`, admin));
  };
  const ended = async (id: number, who: Who) => {
    for (let i = 0; i < 400; i++) {
      const answer = await done(call(house, 'GET', `/personal-data-requests/${id}`, who));
      if (!['waiting', 'running'].includes(answer.state)) return answer;
      await sleep(25);
    }
    throw new Error(`request ${id} did not end`);
  };

  it('everything about somebody is erased: no table and no file tells of him, and the figures stay', async () => {
    const one = person();
    const importer = new Importer(house, operations.headers);
    const csv = `姓名,手机,备注\n${one.name},${one.phone},${one.notes}\n路人甲,13800009999,别人\n坏行,123,${one.name}的同学\n`;
    const imported = await importer.import(csv, {}, `${one.name}.csv`);
    const [row] = await database().rows<{ customerId: number }>(`SELECT customerId FROM import_row WHERE importId = ? AND rowNumber = 2`, [
      imported.id,
    ]);
    const id = row!.customerId;
    const { version } = await done(call(house, 'GET', `/customers/${id}`, admin));
    const { name: _name, type: _type, phone: _phone, ...rest } = one;
    await done(call(house, 'PATCH', `/customers/${id}`, admin, { version, ...rest, notes: one.notes }));
    await done(call(house, 'POST', `/customers/${id}/transfer`, admin, { toStaffId: sales.id, reason: `${one.name}要求换人` }));
    const contact = { name: `诸葛联系${made}`, mobile: '13611112222', position: `经理${made}` };
    await done(call(house, 'POST', `/customers/${id}/contacts`, sales, contact));
    const summary = `约了${one.name}周三面谈`;
    const noted = {
      customerId: id,
      kind: 'call',
      occurredAt: new Date().toISOString(),
      summary,
      place: `咖啡馆${made}`,
      notes: `孩子叫小${made}`,
    };
    await done(call(house, 'POST', '/interactions', sales, noted));
    // a colleague meets him; a view and an export ask for him; an answer is kept for a repetition
    await call(house, 'POST', '/customers', operations, { type: 'person', name: one.name, phone: one.phone });
    await done(call(house, 'POST', '/saved-views', sales, { name: `找${one.name}`, filters: { search: one.phone } }));
    const keyed = { headers: { ...sales.headers, 'idempotency-key': `again-${made}` } };
    await done(call(house, 'POST', `/customers/${id}/contacts`, keyed, { name: `上官联系${made}`, mobile: '13622223333' }));
    // his district is taken off him and what it was is kept for the undo; he is found by his phone for it
    const bulk = await done(
      call(house, 'POST', '/customers/bulk/edit', operations, { filters: { search: one.phone }, set: { area: null, level: 'key' } }),
    );
    const changed = async () => (await done(call(house, 'GET', `/change-sets/${bulk.id}`, operations))).state;
    for (let i = 0; i < 400 && (await changed()) !== 'done'; i++) await sleep(25);
    const exported = await done(call(house, 'POST', '/customers/export', operations, { filters: {} }));
    for (let i = 0; i < 400 && (await done(call(house, 'GET', `/customer-exports/${exported.id}`, operations))).state !== 'done'; i++)
      await sleep(25);
    await done(call(house, 'POST', `/customers/${id}/release`, sales, { reason: `${one.name}不买了` }));
    await done(call(house, 'POST', `/customers/${id}/personal-data`, admin));
    const sought = [...words(one), contact.name, contact.mobile, noted.place, noted.notes, summary, `上官联系${made}`, '13622223333'];
    expect((await found(sought)).length).toBeGreaterThan(20);
    const before = await done(call(house, 'GET', `/imports/${imported.id}`, operations));

    const answer = await erase(id, admin, { reason: `${one.name} 来信要求`, confirm: NUMBER(id) });
    expect([answer.status, answer.body]).toMatchObject([202, { kind: 'erasure', number: NUMBER(id), reason: `${NUMBER(id)} 来信要求` }]);
    expect(await swept(answer.body.id)).toMatchObject({ state: 'done', counts: { interactions: 1, contacts: 2, ownerships: 1 } });
    expect(await found(sought)).toEqual([]);

    expect((await call(house, 'GET', `/customers/${id}`, admin)).status).toBe(404);
    const after = await done(call(house, 'GET', `/imports/${imported.id}`, operations));
    expect([after.created, after.succeeded, after.failed]).toEqual([before.created, before.succeeded, before.failed]);
    const office = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
    const history = await office.send('GET', `/admin/api/resources/ownerships/actions/list?filters.customerId=${id}`);
    expect(history.body.records.map((one: { params: object }) => one.params)).toMatchObject([
      { customer: expect.stringContaining(NUMBER(id)), outcome: 'released' },
    ]);
    const again = await call(house, 'POST', `/customers/${id}/contacts`, keyed, { name: `上官联系${made}`, mobile: '13622223333' });
    expect([again.status, again.body.code]).toEqual([409, 'idempotency.answer-gone']);
    await call(house, 'POST', `/change-sets/${bulk.id}/undo`, operations);
    await sleep(500);
    expect(await found(sought)).toEqual([]);
    // whoever comes again is somebody new, barred to nobody
    expect((await call(house, 'POST', '/customers', sales, { type: 'person', name: one.name, phone: one.phone })).body).toMatchObject({
      ownerId: sales.id,
    });
  }, 60_000);

  it('is refused without the right, without his number, and while other records need him; out of reach looks like not there', async () => {
    const id = await enter(person());
    expect((await erase(id, operations)).status).toBe(403);
    expect((await call(house, 'GET', `/customers/${id}/personal-data`, sales)).status).toBe(403);
    expect((await erase(999_999)).status).toBe(404);
    const wrong = await erase(id, admin, { reason: 'x', confirm: NUMBER(id + 1) });
    expect([wrong.status, wrong.body.errors]).toMatchObject([400, [{ path: 'confirm', code: 'erasure.confirm' }]]);
    expect((await erase(id, admin, { confirm: NUMBER(id) })).body.errors).toMatchObject([{ path: 'reason' }]);
    contracted.add(id);
    expect(await done(call(house, 'GET', `/customers/${id}/personal-data`, admin))).toMatchObject({
      blockedBy: ['contracts'],
      mayErase: true,
    });
    const blocked = await erase(id);
    expect([blocked.status, blocked.body.code]).toEqual([409, 'customer.delete-blocked']);
    contracted.delete(id);
    expect((await call(house, 'GET', `/customers/${id}`, sales)).status).toBe(200);
  });

  it('whoever lies in the recycle bin is erased there, and neither restored nor purged', async () => {
    const one = person();
    const id = await enter(one);
    await call(house, 'DELETE', `/customers/${id}`, supervisor);
    const { body } = await erase(id);
    await swept(body.id);
    expect(await found(words(one))).toEqual([]);
    expect((await call(house, 'POST', `/customers/${id}/restore`, admin)).status).toBe(404);
    const bin = await done(call(house, 'GET', '/customers/recycle-bin?pageSize=100', admin));
    expect(bin.items.map((row: { id: number }) => row.id)).not.toContain(id);
    expect((await erase(id)).status).toBe(404);
  });

  it('records that were merged are one person: all of them go, by the number of either, and the merge cannot be undone', async () => {
    const [one, other] = [person(), person()];
    const [kept, merged] = [await enter(one, admin), await enter(other, admin)];
    const versions = await Promise.all([kept, merged].map((id) => done(call(house, 'GET', `/customers/${id}`, admin))));
    const body = { otherId: merged, version: versions[0].version, otherVersion: versions[1].version };
    await done(call(house, 'POST', `/customers/${kept}/merge`, admin, body));
    expect(await done(call(house, 'GET', `/customers/${merged}/personal-data`, admin))).toMatchObject({
      partOf: NUMBER(kept),
      counts: { merged: 1 },
    });
    const answer = await erase(merged);
    expect(answer.status).toBe(202);
    await swept(answer.body.id);
    expect(await found([...words(one), ...words(other)])).toEqual([]);
    expect((await call(house, 'POST', `/customers/${kept}/merge/undo`, admin, {})).status).toBe(404);
  });

  it('writers of the same moment do not bring him back: a follow-up, a change, a contact, a merge, a restore', async () => {
    for (let round = 0; round < 4; round++) {
      const one = person();
      const id = await enter(one);
      const rival = await enter(person(), admin);
      const { version } = await done(call(house, 'GET', `/customers/${id}`, admin));
      const other = await done(call(house, 'GET', `/customers/${rival}`, admin));
      const now = new Date().toISOString();
      const writes = [
        call(house, 'POST', '/interactions', sales, { customerId: id, kind: 'call', occurredAt: now, summary: `回访${one.name}` }),
        call(house, 'PATCH', `/customers/${id}`, sales, { version, notes: `${one.name}改过` }),
        call(house, 'POST', `/customers/${id}/contacts`, sales, { name: `${one.name}的姐姐` }),
        call(house, 'POST', `/customers/${rival}/merge`, admin, { otherId: id, version: other.version, otherVersion: version }),
        call(house, 'DELETE', `/customers/${id}`, supervisor),
      ];
      const erasing = erase(id);
      const answers = await Promise.all(writes);
      let answer = await erasing;
      // a merge that came in between, or one that had ended by then
      if (answer.status === 409) answer = await erase(id);
      if (answer.status !== 202) throw new Error(JSON.stringify(answer));
      for (const { status } of answers) expect(status).toBeLessThan(500);
      await swept(answer.body.id);
      expect(await found(words(one))).toEqual([]);
    }
  }, 60_000);

  it('while an import is under way nobody is erased, and one that was uploaded before waits until its file has been looked through', async () => {
    const one = person();
    const id = await enter(one);
    const importer = new Importer(house, operations.headers);
    const upload = (await importer.upload(`姓名,手机\n某人,${one.phone}\n`)).json();
    const bystander = (await importer.upload('姓名,手机\n外人,13700001111\n')).json();
    await database().run("UPDATE customer_import SET state = 'running' WHERE id = ?", [bystander.id]);
    expect((await erase(id)).body.code).toBe('personal-data.import-under-way');
    await database().run("UPDATE customer_import SET state = 'uploaded' WHERE id = ?", [bystander.id]);
    const { body } = await erase(id);
    const started = await call(house, 'POST', `/imports/${bystander.id}/start`, operations);
    expect([started.status, started.body.code]).toEqual([409, 'import.clearing']);
    await swept(body.id);
    expect((await call(house, 'GET', `/imports/${upload.id}`, operations)).status).toBe(404);
    expect(await found([one.phone])).toEqual([]);
    await done(call(house, 'POST', `/imports/${bystander.id}/start`, operations));
    await importer.ended(bystander.id);
  });

  it('a sweep that dies anywhere is run again: nothing is left, and the traces go only at the end', async () => {
    const one = person();
    const id = await enter(one);
    await done(call(house, 'POST', '/saved-views', sales, { name: one.name, filters: { search: one.phone } }));
    const { body } = await erase(id);
    const dead = new AbortController();
    const files = get(Files);
    const real = files.find.bind(files);
    const importer = new Importer(house, operations.headers);
    await importer.upload(`姓名,手机\n又一个,${one.phone}\n`);
    files.find = (fileId) => (dead.abort(new Error('killed')), real(fileId));
    await expect(get(ErasureSweep).run(body.id, new JobRun(0, 1, dead.signal))).rejects.toThrow();
    files.find = real;
    const [kept] = await database().rows<{ tracesSealed: string }>('SELECT tracesSealed FROM personal_data_request WHERE id = ?', [
      body.id,
    ]);
    expect(kept!.tracesSealed).toBeTruthy();
    expect(await swept(body.id)).toMatchObject({ state: 'done' });
    expect(await found(words(one))).toEqual([]);
    const [gone] = await database().rows<{ tracesSealed: null }>('SELECT tracesSealed FROM personal_data_request WHERE id = ?', [body.id]);
    expect(gone!.tracesSealed).toBeNull();
  });

  it('a person has one file of all that is kept about him, by right only, for a day, and every step is in the log', async () => {
    const one = person();
    const id = await enter(one);
    await done(call(house, 'POST', `/customers/${id}/contacts`, sales, { name: '联系王', mobile: '13600001111' }));
    await done(
      call(house, 'POST', '/interactions', sales, {
        customerId: id,
        kind: 'visit',
        occurredAt: new Date().toISOString(),
        summary: '来访，想学 Python',
      }),
    );
    const { version } = await done(call(house, 'GET', `/customers/${id}`, sales));
    await done(call(house, 'PATCH', `/customers/${id}`, sales, { version, notes: '改成晚上上课' }));
    expect((await call(house, 'POST', `/customers/${id}/personal-data`, sales)).status).toBe(403);
    const about = `/admin/resources/customers/records/${id}/show`;
    await house.app
      .get(Database)
      .run(`INSERT INTO notification (batch, recipientId, code, params, link, createdAt) VALUES ('his', ?, 'customers.met', '{}', ?, 1)`, [
        sales.id,
        about,
      ]);
    const { id: requestId } = await done(call(house, 'POST', `/customers/${id}/personal-data`, operations));
    expect(await ended(requestId, operations)).toMatchObject({
      state: 'done',
      kind: 'export',
      number: NUMBER(id),
      file: expect.any(String),
    });
    const fetched = (who: Who) => house.app.inject({ url: `/api/personal-data-requests/${requestId}/file`, headers: who.headers });
    expect((await fetched(admin)).statusCode).toBe(404);
    const answer = await fetched(operations);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/zip']);
    const parts = await unzipped(answer.rawPayload);
    const data = JSON.parse(parts['data.json']!);
    expect(data.record).toMatchObject([
      { name: one.name, phone: `+86${one.phone}`, idNumber: one.person.idNumber, tags: one.tags, employer: one.person.company },
    ]);
    expect(data.contacts).toMatchObject([{ name: '联系王' }]);
    expect(data.interactions).toMatchObject([{ kind: 'visit', summary: '来访，想学 Python', author: '张销售' }]);
    expect(data.ownerships).toMatchObject([{ owner: '张销售', endedAt: null }]);
    expect(data.changes).toContainEqual(expect.objectContaining({ field: 'notes', before: one.notes, after: '改成晚上上课' }));
    const page = parts[`${NUMBER(id)}.html`]!;
    for (const word of [one.name, '来访，想学 Python', 'Interactions', 'Personal data of']) expect(page).toContain(word);
    expect(page).not.toMatch(/<script|src=|href=/);
    expect(page).toContain('<td>Changed</td>');
    // in the language of whoever asked
    expect(data.messages).toHaveLength(1);
    expect(data.messages[0].subject).toMatch(/^[ -~]+$/);
    const log = await done(call(house, 'GET', `/audit?subject=Customer&subjectId=${id}&pageSize=50`, admin));
    expect(log.items.map((entry: { action: string }) => entry.action)).toEqual(
      expect.arrayContaining(['personal-export', 'personal-download']),
    );
    // sealed in the store, and gone with an erasure
    expect(await foundInStore([one.name])).toEqual([]);
    await erase(id);
    expect((await fetched(operations)).statusCode).toBe(410);
  });

  it('reminders of him quote nothing any more, however long it was and whatever became of it, and the same words of others stay', async () => {
    const [one, other] = [person(), person()];
    const [id, bystander] = [await enter(one), await enter(other)];
    const long = '他妻子患病正在住院，家里欠款二十万元，住在长安街甲十七号。'.repeat(11).slice(0, 300);
    await note(id, long);
    const { id: edited, version } = await note(id, '他在服刑，九月出狱');
    await note(id, '回电');
    await note(bystander, '回电');
    await reminding();
    await done(call(house, 'PATCH', `/interactions/${edited}`, sales, { version, summary: '已联系' }));
    const view = await done(call(house, 'POST', '/saved-views', sales, { name: '回电名单', filters: { search: '回电' } }));
    expect((await reminders(id)).map(({ summary }) => summary)).toEqual([long.slice(0, 200), '他在服刑，九月出狱', '回电']);

    const { body } = await erase(id);
    await swept(body.id);
    expect(await found(['患病', '服刑', one.name])).toEqual([]);
    expect(await reminders(id)).toMatchObject(Array(3).fill({ customer: NUMBER(id), summary: '—' }));
    expect(await reminders(bystander)).toMatchObject([{ summary: '回电' }]);
    expect((await done(call(house, 'GET', `/interactions?customerId=${bystander}`, sales))).items).toMatchObject([{ summary: '回电' }]);
    expect(await done(call(house, 'GET', `/saved-views/${view.id}`, sales))).toMatchObject({
      name: '回电名单',
      filters: { search: '回电' },
    });
  });

  it('whoever was to be reminded of somebody in the moment of his erasure is not', async () => {
    const one = person();
    const id = await enter(one);
    await note(id, '他在服刑');
    const interactions = get(InteractionRepository);
    const real = interactions.due.bind(interactions);
    interactions.due = async (...asked) => {
      const read = await real(...asked);
      interactions.due = real;
      await erase(id);
      return read;
    };
    await reminding();
    expect(await reminders(id)).toEqual([]);
    expect(await found(['他在服刑'])).toEqual([]);
  });

  it('however many words he is looked for by, each is found', async () => {
    const view = await done(call(house, 'POST', '/saved-views', sales, { name: '找独孤一二三', filters: {} }));
    const names = [...Array.from({ length: 2500 }, (_, n) => `独孤无名${n}`), '独孤一二三'];
    const changed = await get(TextSweep).forget({ names, keys: [], around: [], instead: 'C00000000' }, new AbortController().signal);
    // the view, and its entry in the log
    expect(changed).toBe(2);
    expect((await done(call(house, 'GET', `/saved-views/${view.id}`, sales))).name).toBe('找C00000000');
  });

  it('the file shows no more than the record: contact data masked, changes and other entries of hidden fields left out, fetched by whoever asked', async () => {
    const one = person();
    const id = await enter(one);
    const { version } = await done(call(house, 'GET', `/customers/${id}`, sales));
    const next = { phone: '13799990001', qq: '5544332211', wechat: 'wx_other_1', email: 'other1@example.com', address: '长安街9号' };
    await done(
      call(house, 'PATCH', `/customers/${id}`, sales, {
        version,
        ...next,
        person: { ...one.person, emergencyContactPhone: '13922220001' },
      }),
    );
    for (const set of [{ area: '成都' }, { level: 'key' }]) {
      const bulk = await done(call(house, 'POST', '/customers/bulk/edit', operations, { ids: [id], set }));
      const state = async () => (await done(call(house, 'GET', `/change-sets/${bulk.id}`, operations))).state;
      for (let i = 0; i < 400 && (await state()) !== 'done'; i++) await sleep(25);
    }
    const fileFor = async (who: Who) => {
      const { id: requestId } = await done(call(house, 'POST', `/customers/${id}/personal-data`, who));
      // none of them may read the list of requests
      expect((await call(house, 'GET', `/personal-data-requests/${requestId}`, who)).status).toBe(403);
      for (let i = 0; i < 400; i++) {
        const answer = await house.app.inject({ url: `/api/personal-data-requests/${requestId}/file`, headers: who.headers });
        if (answer.statusCode === 200) {
          const stranger = await house.app.inject({ url: `/api/personal-data-requests/${requestId}/file`, headers: admin.headers });
          expect(stranger.statusCode).toBe(404);
          return unzipped(answer.rawPayload);
        }
        expect(answer.statusCode).toBe(409);
        await sleep(25);
      }
      throw new Error(`request ${requestId} did not end`);
    };
    const all = { reach: 'all' };
    const clerk = await newStaffWith(house, { 'read Customer': all, 'personal-data Customer': all });
    const parts = await fileFor(clerk);
    const contact = [one, next].flatMap(({ phone, qq, wechat, email, address }) => [phone, qq, wechat, email, address]);
    for (const word of [...contact, one.person.emergencyContactPhone, '13922220001', one.person.idNumber])
      for (const text of Object.values(parts)) expect(text).not.toContain(word);
    const data = JSON.parse(parts['data.json']!);
    expect(data.record).toMatchObject([{ name: one.name, phone: '137****0001', address: '****', emergencyContactPhone: '139****0001' }]);
    const masked = `${one.phone.slice(0, 3)}****${one.phone.slice(-4)}`;
    expect(data.changes).toContainEqual(expect.objectContaining({ field: 'phone', before: masked, after: '137****0001' }));
    expect(data.others.flatMap(({ fields }: { fields: string[] }) => fields).sort()).toEqual(['area', 'level']);

    const limited = await newStaffWith(house, {
      'read Customer': { ...all, fields: ['name', 'type', 'level'] },
      'personal-data Customer': all,
    });
    const less = JSON.parse((await fileFor(limited))['data.json']!);
    expect(less.others).toMatchObject([{ fields: ['level'] }]);
    expect(JSON.stringify(less)).not.toContain('area');
  }, 30_000);

  it('whatever table refers to customers, or keeps texts that may name them, stands in the inventory of the operations guide', async () => {
    const guide = ['docs/operations.md', 'docs/zh-CN/operations.md'].map((path) => readFileSync(path, 'utf8'));
    const declared = get(Declarations).of(storedTexts).flat();
    const named = new Set(declared.map(({ table }) => table));
    for (const { tableName, foreignKeys, columns } of get(DataSource).entityMetadatas)
      if (
        foreignKeys.some(({ referencedTablePath }) => referencedTablePath === 'customer') ||
        columns.some(({ propertyName }) => propertyName === 'customerId')
      )
        named.add(tableName);
    expect(named.size).toBeGreaterThan(15);
    for (const text of guide) expect([...named].filter((table) => !text.includes(`\`${table}\``))).toEqual([]);
  });

  it('the list of requests is for those who may: everybody’s, or one’s own', async () => {
    expect((await call(house, 'GET', '/personal-data-requests', sales)).status).toBe(403);
    const id = await enter(person());
    await done(call(house, 'POST', `/customers/${id}/personal-data`, admin));
    const own = await done(call(house, 'GET', '/personal-data-requests?pageSize=100', operations));
    expect(own.items.every((row: { requestedById: number }) => row.requestedById === operations.id)).toBe(true);
    const all = await done(call(house, 'GET', `/personal-data-requests?customerId=${id}`, admin));
    expect(all.items).toMatchObject([{ number: NUMBER(id), kind: 'export', requestedById: admin.id }]);
  });
});

// the file is SQLite's alone
if (STACK === 'sqlite')
  describe('an erasure on SQLite', () => {
    it('leaves no page of him in the file and its log', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'tide-erased-'));
      const path = join(folder, 'tide.sqlite');
      const disk = await startApp({ SQLITE_PATH: path });
      try {
        const headers = await signIn(disk);
        const one = person();
        const { id } = await done(call(disk, 'POST', '/customers', { headers }, one));
        const bytes = () => ['', '-wal'].flatMap((end) => (existsSync(path + end) ? [readFileSync(path + end)] : []));
        const there = () => words(one).filter((word) => bytes().some((content) => content.includes(word)));
        expect(there()).toContain(one.name);
        const { body } = await call(disk, 'POST', `/customers/${id}/erase`, { headers }, { reason: 'x', confirm: NUMBER(id) });
        const clock = disk.app.get(Clock, { strict: false });
        const now = clock.now.bind(clock);
        clock.now = () => now() + 3 * MINUTE;
        await disk.app.get(ErasureSweep, { strict: false }).run(body.id, new JobRun(0, 1, new AbortController().signal));
        expect(there()).toEqual([]);
      } finally {
        await disk.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });

function unzipped(content: Buffer): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(content, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts: Record<string, string> = {};
      zip.on('end', () => resolve(parts));
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            parts[entry.fileName] = Buffer.concat(chunks).toString('utf8');
            zip.readEntry();
          });
        }),
      );
      zip.readEntry();
    });
  });
}
