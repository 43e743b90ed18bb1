import { recordUses } from '../../src/platform/records/record-uses.js';
import { Injectable, Module } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { z } from 'zod';
import { AuditEntry } from '../../src/platform/audit/audit-entry.entity.js';
import { Audit } from '../../src/platform/audit/audit.js';
import { AuditLog } from '../../src/platform/audit/audit-log.service.js';
import { SYSTEM } from '../../src/platform/auth/principals.js';
import { Context } from '../../src/platform/context/context.js';
import { Database } from '../../src/platform/database/database.js';
import { Calendar, CalendarWatcher } from '../../src/platform/settings/calendar.js';
import { Dictionaries } from '../../src/platform/settings/dictionaries.js';
import { dictionaryDefinitions } from '../../src/platform/settings/dictionary-definition.js';
import { defineSetting, settingDefinitions } from '../../src/platform/settings/setting-definition.js';
import { Settings } from '../../src/platform/settings/settings.js';
import { type TestApp, startApp } from '../app.js';
import { BackOffice } from '../admin.js';
import { ADMIN, newStaff, signIn, type AuthHeaders } from '../staff.js';

const days = defineSetting('probe.days', {
  schema: z.int().min(1).max(30),
  initial: 3,
  label: { 'zh-CN': '天数', en: 'Days' },
  group: 'probe',
});

@Injectable()
class Probe extends CalendarWatcher {
  readonly told: string[] = [];
  constructor(
    readonly settings: Settings,
    readonly calendar: Calendar,
  ) {
    super();
  }
  async calendarChanged(from: string, to: string) {
    this.told.push(`${from} ${to} ${await this.calendar.isWorkday(from)}`);
  }
  @Transactional() async setAndFail() {
    await this.settings.set(days, 9);
    const seen = await this.settings.get(days);
    throw new Error(`seen ${seen}`);
  }
}

@Module({
  providers: [
    Probe,
    settingDefinitions.declare(days),
    dictionaryDefinitions.declare({
      code: 'probe.source',
      label: { 'zh-CN': '来源', en: 'Source' },
      items: [
        { value: 'baidu', label: { 'zh-CN': '百度推广', en: 'Baidu' } },
        { value: 'qq', label: { 'zh-CN': 'QQ群', en: 'QQ group' } },
      ],
    }),
    recordUses.declare({ of: 'probe.source', table: 'setting', column: 'code', words: { 'zh-CN': '设置 {n} 项', en: 'settings: {n}' } }),
  ],
})
class ProbeModule {}

describe('settings, dictionaries, calendar and the change log', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let nobody: AuthHeaders;
  beforeAll(async () => {
    house = await startApp({}, undefined, [ProbeModule]);
    admin = await signIn(house);
    nobody = (await newStaff(house)).headers;
  });
  afterAll(() => house.close());
  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const as = <T>(work: () => Promise<T>) => get(Context).run({ actor: SYSTEM, language: 'en', source: 'job' }, work);
  const call = (
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string> = admin,
  ) => house.app.inject({ method, url: `/api/${url}`, headers: { 'accept-language': 'en', ...headers }, ...(payload ? { payload } : {}) });

  describe('settings', () => {
    it('have their initial value until somebody changes them, within their limits, and the change is logged', async () => {
      expect(await get(Settings).get(days)).toBe(3);
      const refused = await call('PATCH', 'settings/probe.days', { value: 31 });
      expect([refused.statusCode, refused.json().errors]).toEqual([
        400,
        [{ path: 'value', code: 'number.too-big', message: 'Not more than 30' }],
      ]);
      const changed = await call('PATCH', 'settings/probe.days', { value: 5, version: 0 });
      expect([changed.statusCode, changed.json()]).toMatchObject([
        200,
        { value: 5, initial: 3, version: 1, label: 'Days', schema: { maximum: 30 } },
      ]);
      expect(await get(Settings).get(days)).toBe(5);
      expect((await call('PUT', 'settings/probe.days', { value: 6, version: 0 })).json()).toMatchObject({ status: 409, code: 'stale' });
      const log = (await call('GET', 'audit?subject=Setting&subjectId=probe.days')).json();
      expect(log.items).toHaveLength(1);
      expect(log.items[0]).toMatchObject({ action: 'update', changes: { value: [3, 5] }, source: 'api', actor: { kind: 'staff' } });
      expect((await call('POST', 'settings/probe.days/reset')).json()).toMatchObject({ value: 3 });
      // a page of the back office asks the same route, signed in by its cookie
      const desk = await new BackOffice(house).signIn(ADMIN.username, ADMIN.password);
      expect((await desk.send('PATCH', '/api/settings/probe.days', { json: { value: 4 } })).status).toBe(200);
      const { items } = (await call('GET', 'audit?subject=Setting&subjectId=probe.days')).json();
      expect(items[0]).toMatchObject({ changes: { value: [3, 4] }, source: 'admin' });
      await call('POST', 'settings/probe.days/reset');
    });

    it('a transaction that fails leaves the old value everywhere, though it saw its own', async () => {
      await expect(as(() => get(Probe).setAndFail())).rejects.toThrow('seen 9');
      expect(await get(Settings).get(days)).toBe(3);
    });

    it('changed by another process are seen within half a second', async () => {
      await get(Settings).get(days);
      await get(Database).run("DELETE FROM setting WHERE code = 'probe.days'");
      await get(Database).run("INSERT INTO setting (code, value, updatedAt, version) VALUES ('probe.days', '8', 0, 1)");
      await new Promise((done) => setTimeout(done, 520));
      expect(await get(Settings).get(days)).toBe(8);
    });

    it('are refused to who may not, and unknown ones are not there', async () => {
      expect((await call('GET', 'settings', undefined, nobody)).statusCode).toBe(403);
      expect((await call('PATCH', 'settings/probe.days', { value: 4 }, nobody)).statusCode).toBe(403);
      expect((await call('PATCH', 'settings/no.such', { value: 4 })).statusCode).toBe(404);
    });
  });

  describe('dictionaries', () => {
    const items = async (query = '') =>
      (await call('GET', `dictionaries/probe.source/items${query}`)).json().items as { id: number; value: string; version: number }[];

    it('REQ-SY1 start with the declared items and are read by everybody who is signed in', async () => {
      const answer = await call('GET', 'dictionaries/probe.source/items', undefined, nobody);
      expect(answer.json().items.map((item: { value: string; label: string }) => `${item.value} ${item.label}`)).toEqual([
        'baidu Baidu',
        'qq QQ group',
      ]);
      expect((await call('POST', 'dictionaries/probe.source/items', { value: 'x', labelZh: 'x', labelEn: 'x' }, nobody)).statusCode).toBe(
        403,
      );
    });

    it('REQ-SY1 an item is added, renamed, put in order, deactivated; its value is unique byte by byte', async () => {
      const made = await call('POST', 'dictionaries/probe.source/items', { value: 'Google', labelZh: '谷歌', labelEn: 'Google' });
      expect([made.statusCode, made.json()]).toMatchObject([201, { value: 'Google', active: true, position: 3 }]);
      expect(
        (await call('POST', 'dictionaries/probe.source/items', { value: 'google', labelZh: '谷歌', labelEn: 'Google' })).statusCode,
      ).toBe(201);
      const taken = await call('POST', 'dictionaries/probe.source/items', { value: 'Google', labelZh: '谷歌', labelEn: 'Google' });
      expect(taken.json()).toMatchObject({ status: 409, code: 'dictionary.value-taken' });

      const { id, version } = made.json();
      const off = await call('PATCH', `dictionaries/probe.source/items/${id}`, { active: false, version });
      expect(off.json()).toMatchObject({ active: false, labelZh: '谷歌', version: version + 1 });
      expect((await call('PATCH', `dictionaries/probe.source/items/${id}`, { active: true, version })).json()).toMatchObject({
        code: 'stale',
      });
      expect(await get(Dictionaries).has('probe.source', 'Google')).toBe(false);
      expect(await get(Dictionaries).label('probe.source', 'Google', 'zh-CN')).toBe('谷歌');

      const all = await items('?all=true');
      const order = all.map((item) => item.id).reverse();
      expect((await call('POST', 'dictionaries/probe.source/order', { ids: order.slice(1) })).statusCode).toBe(400);
      await call('POST', 'dictionaries/probe.source/order', { ids: order });
      expect((await items('?all=true')).map((item) => item.id)).toEqual(order);
    });

    it('REQ-SY1 an item in use is not deleted, another is', async () => {
      const made = (await call('POST', 'dictionaries/probe.source/items', { value: 'probe.days', labelZh: '用', labelEn: 'used' })).json();
      await call('PATCH', 'settings/probe.days', { value: 7 });
      expect((await call('DELETE', `dictionaries/probe.source/items/${made.id}`)).json()).toMatchObject({
        status: 409,
        code: 'dictionary.item-in-use',
        detail: 'Still in use, cannot be deleted; deactivate it: used (settings: 1)',
      });
      const [free] = (await items('?all=true')).filter((item) => item.value === 'google');
      expect((await call('DELETE', `dictionaries/probe.source/items/${free!.id}`)).statusCode).toBe(204);
      expect((await call('DELETE', `dictionaries/probe.source/items/${free!.id}`)).statusCode).toBe(404);
    });

    it('imports keep new values once, however many ask at the same time', async () => {
      const label = { 'zh-CN': '抖音', en: 'Douyin' };
      const asked = await Promise.all(Array.from({ length: 8 }, () => as(() => get(Dictionaries).ensure('probe.source', 'douyin', label))));
      expect(asked.filter(Boolean)).toHaveLength(1);
      expect(await get(Dictionaries).has('probe.source', 'douyin')).toBe(true);
    });
  });

  describe('the calendar', () => {
    it('takes a year as the government publishes it, tells who computed from it, and replaces it as a whole', async () => {
      const csv = 'day,kind,name\n2026-10-01,holiday,国庆节\n2026-10-02,holiday,国庆节\n2026-10-10,workday,国庆节调休\n';
      expect((await call('POST', 'calendar/years/2026', { csv })).json()).toMatchObject({ total: 3 });
      expect(await get(Calendar).isWorkday('2026-10-10')).toBe(true);
      expect(await get(Calendar).addWorkdays('2026-09-30', 1)).toBe('2026-10-05');
      expect(
        (await call('POST', 'calendar/years/2026', { days: [{ day: '2026-01-01', kind: 'holiday', name: '元旦' }] })).json().total,
      ).toBe(1);
      expect(await get(Calendar).isWorkday('2026-10-01')).toBe(true);
      expect(get(Probe).told).toEqual(['2026-01-01 2026-12-31 true', '2026-01-01 2026-12-31 false']);
    });

    it('names every fault of a file and takes nothing of it', async () => {
      const csv = '2026-05-01,holiday,劳动节\n2026-13-01,holiday,错\n2026-05-02,feast,错';
      expect((await call('POST', 'calendar/years/2026', { csv })).json().errors.map((fault: { path: string }) => fault.path)).toEqual([
        'csv.2',
        'csv.3',
      ]);
      const twice = [1, 2].map(() => ({ day: '2025-05-01', kind: 'holiday', name: 'x' }));
      expect(
        (await call('POST', 'calendar/years/2026', { days: twice })).json().errors.map((fault: { code: string }) => fault.code),
      ).toEqual(['calendar.other-year', 'calendar.other-year']);
      expect((await call('POST', 'calendar/years/2026', {})).statusCode).toBe(400);
      expect((await call('GET', 'calendar?year=2026')).json().total).toBe(1);
    });

    it('takes single days', async () => {
      expect((await call('PUT', 'calendar/days/2027-02-08', { kind: 'holiday', name: '春节' })).statusCode).toBe(200);
      expect((await call('PUT', 'calendar/days/2027-02-08', { kind: 'workday', name: '调休' })).json()).toMatchObject({ kind: 'workday' });
      expect((await call('DELETE', 'calendar/days/2027-02-08')).statusCode).toBe(204);
      expect((await call('DELETE', 'calendar/days/2027-02-08')).statusCode).toBe(404);
      expect((await call('PUT', 'calendar/days/2027-02-30', { kind: 'holiday', name: 'x' })).statusCode).toBe(400);
    });
  });

  describe('the change log', () => {
    const person = { subject: 'Customer', id: 4711 };
    const record = (phone: string) =>
      as(() =>
        get(Audit).record({
          subject: 'Customer',
          subjectId: 4711,
          action: 'update',
          before: { phone: null, level: 'a' },
          after: { phone, level: 'b' },
          person,
          personal: ['phone'],
        }),
      );
    const entries = async () =>
      (await call('GET', 'audit?subject=Customer&subjectId=4711&sort=occurredAt')).json().items as {
        id: number;
        changes: Record<string, unknown>;
        erased: boolean;
      }[];

    it('REQ-SY2 holds personal values sealed, hides them, and shows them to who may, which it logs', async () => {
      await record('13800138000');
      const rows = await get(Database).repository(AuditEntry).findBy({ subject: 'Customer' });
      expect(JSON.stringify(rows)).not.toContain('13800138000');
      const [entry] = await entries();
      expect(entry!.changes).toEqual({ level: ['a', 'b'], phone: ['•••', '•••'] });
      const shown = await call('POST', `audit/${entry!.id}/reveal`);
      expect(shown.json().changes).toEqual({ level: ['a', 'b'], phone: [null, '13800138000'] });
      expect((await call('GET', `audit?subject=AuditEntry&subjectId=${entry!.id}`)).json().items).toMatchObject([
        { action: 'reveal', detail: { fields: ['phone'] } },
      ]);
      const reader = await newStaff(house, { roles: ['operations'] });
      expect((await call('POST', `audit/${entry!.id}/reveal`, undefined, reader.headers)).statusCode).toBe(403);
    });

    it('an erased person cannot be read any more, and nothing personal is written about him again', async () => {
      await as(() => get(Audit).erasePerson(person));
      await record('13900139000');
      const found = (await entries()).filter((entry) => entry.changes['phone']);
      expect(found).toHaveLength(2);
      for (const entry of found) {
        const shown = (await call('POST', `audit/${entry.id}/reveal`)).json();
        expect(shown.erased).toBe(true);
        expect(JSON.stringify(shown)).not.toMatch(/1[38]{2}00138000|13900139000/);
      }
    });

    it('a sealed value that is moved to another entry does not open', async () => {
      const other = { subject: 'Customer', id: 4712 };
      const say = (subjectId: number, phone: string) =>
        as(() =>
          get(Audit).record({ subject: 'Customer', subjectId, action: 'update', after: { phone }, person: other, personal: ['phone'] }),
        );
      await say(4712, '1');
      await say(4713, '2');
      const [one, two] = await get(Database).repository(AuditEntry).findBy({ personId: '4712' });
      await get(Database).run('UPDATE audit_entry SET personal = ? WHERE id = ?', [one!.personal, two!.id]);
      await expect(as(() => get(AuditLog).reveal(two!.id))).rejects.toThrow('cannot be opened');
    });

    it('REQ-SY2 is searched by subject, person, action and business days; cannot be changed', async () => {
      const all = (await call('GET', 'audit?pageSize=1')).json();
      expect(all.total).toBeGreaterThan(5);
      expect(all.nextCursor).toEqual(expect.any(String));
      expect((await call('GET', 'audit?action=upload')).json().total).toBe(2);
      expect((await call('GET', 'audit?from=2020-01-01&to=2020-01-02')).json().total).toBe(0);
      expect((await call('GET', 'audit?colour=red')).json().errors[0]).toMatchObject({ path: 'colour', code: 'field.unknown' });
      const { id } = all.items[0];
      for (const method of ['PATCH', 'PUT', 'DELETE'] as const) expect((await call(method, `audit/${id}`)).statusCode).toBe(404);
      expect((await call('GET', 'audit', undefined, nobody)).statusCode).toBe(403);
    });

    it('an update that changes nothing leaves no entry', async () => {
      await as(() =>
        get(Audit).record({ subject: 'Nothing', subjectId: 1, action: 'update', before: { a: [1], b: null }, after: { a: [1] } }),
      );
      expect((await call('GET', 'audit?subject=Nothing')).json().total).toBe(0);
    });
  });
});
