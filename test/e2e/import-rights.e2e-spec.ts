import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../src/platform/database/database.js';
import { Context } from '../../src/platform/context/context.js';
import { JobRun } from '../../src/platform/jobs/job-run.js';
import { ImportRunService } from '../../src/modules/customers/imports/import-run.service.js';
import { StaffPrincipals } from '../../src/modules/rbac/staff/staff-principals.js';
import { startApp, type TestApp } from '../app.js';
import { allCells } from '../builders/read-sheet.js';
import { forgetCustomers } from '../clean.js';
import { type ImportAnswer, Importer } from '../imports.js';
import { ADMIN, type AuthHeaders, newStaff, signIn } from '../staff.js';

interface Grant {
  reach: string;
  fields?: string[];
  conditions?: object;
  inverted?: boolean;
}
type Grants = Record<string, Grant>;
const IMPORTS: Grants = { 'create Import': { reach: 'all' }, 'read Import': { reach: 'all' } };
const READS: Grants = { ...IMPORTS, 'read Customer': { reach: 'all' } };

describe('imports write what their importer may write', () => {
  let house: TestApp;
  let database: Database;
  let admin: AuthHeaders;
  let operations: Importer;
  let seller: { id: number; headers: AuthHeaders };
  let roles = 0;
  const folder = mkdtempSync(join(tmpdir(), 'tide-import-'));

  beforeAll(async () => {
    house = await startApp();
    database = house.app.get(Database, { strict: false });
    admin = await signIn(house, ADMIN.username);
    operations = new Importer(house, (await newStaff(house, { roles: ['operations'] })).headers);
    seller = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
  });
  afterEach(() => forgetCustomers(house));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    return house.close();
  });

  const send = (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, headers: AuthHeaders, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers, ...(payload ? { payload } : {}) });

  const permissionsOf = async (grants: Grants) => {
    const permissions = [];
    for (const [name, { reach, ...grant }] of Object.entries(grants)) {
      const [action, subject] = name.split(' ') as [string, string];
      const { items } = (await send('GET', `/permissions?action=${action}&subject=${subject}&pageSize=100`, admin)).json();
      permissions.push({ permissionId: items[0].id, reach, ...grant });
    }
    return permissions;
  };
  /** Somebody whose role grants exactly this, and a way to grant another. */
  const importer = async (grants: Grants, departmentCode?: number) => {
    const code = `importer-${++roles}`;
    const { id } = (await send('POST', '/roles', admin, { code, nameZh: code, nameEn: code })).json();
    const grant = async (some: Grants) => {
      const answer = await send('PUT', `/roles/${id}/permissions`, admin, { permissions: await permissionsOf(some) });
      if (answer.statusCode !== 200) throw new Error(answer.body);
    };
    await grant(grants);
    const staff = await newStaff(house, { roles: [code], ...(departmentCode ? { departmentCode } : {}) });
    return { by: new Importer(house, staff.headers), grant, staffId: staff.id };
  };
  const customers = () =>
    database.rows<Record<string, unknown>>('SELECT name, phone, qq, level, source, area, version FROM customer ORDER BY id');
  const enter = async (headers: AuthHeaders, body: object) => (await send('POST', '/customers', headers, body)).json<{ id: number }>().id;

  it('REQ-B13 columns, defaults and templates of fields that a role may not write are refused by name, whenever a mapping is given', async () => {
    const { by } = await importer({ ...READS, 'create Customer': { reach: 'all', fields: ['name', 'phone', 'source', 'type'] } });
    const columns = [
      { column: '姓名', field: 'name' },
      { column: '手机', field: 'phone' },
    ];
    const refused: [object, string][] = [
      [{ columns: [...columns, { column: '级别', field: 'level' }] }, 'level'],
      [{ columns, defaults: { level: 'key', area: '北京' } }, 'level, area'],
      [{ columns, templates: { notes: '{级别}' } }, 'notes'],
      [{ columns: [...columns, { column: '级别', field: 'education' }] }, 'education'],
      [{ columns, defaults: { courses: 'x', tags: 'y', qq: '123456' } }, 'courses, tags, qq'],
    ];
    const file = '姓名,手机,级别\n张三,13800138000,大客户\n';
    const { id } = (await by.upload(file)).json<ImportAnswer>();
    for (const [mapping, fields] of refused) {
      const answers = [
        await by.upload(file, { mapping }),
        await by.post(`${id}/preview`, { mapping }),
        await send('PATCH', `/imports/${id}`, { ...by.headers, 'accept-language': 'en' }, { mapping }),
      ];
      for (const answer of answers)
        expect([answer.statusCode, answer.json()]).toMatchObject([
          403,
          { code: 'field.forbidden', detail: `These fields are not open to you: ${fields}` },
        ]);
    }
    // what was recognised by itself is no way in either
    expect((await by.post(`${id}/start`)).json()).toMatchObject({ code: 'field.forbidden' });
    expect((await by.upload(file, { start: 'true' })).json()).toMatchObject({ code: 'field.forbidden' });
    expect(await customers()).toEqual([]);
    expect(await by.import(file, { mapping: { columns } })).toMatchObject({ state: 'done', created: 1 });
    expect(await customers()).toMatchObject([{ name: '张三', phone: '+8613800138000', level: null }]);
    const { fields } = await by.get<{ fields: { name: string }[] }>('fields');
    expect(fields.map(({ name }) => name)).toEqual(['name', 'type', 'phone', 'source']);
  });

  it('REQ-B13 whoever may enter nobody imports nobody; a right that is lost before the run counts', async () => {
    const { by, grant, staffId } = await importer(READS);
    const file = '姓名,手机,级别\n张三,13800138000,大客户\n';
    expect((await by.upload(file, { start: 'true' })).json()).toMatchObject({ status: 403, code: 'forbidden' });
    await grant({ ...READS, 'create Customer': { reach: 'all' } });
    const { id } = (await by.upload(file)).json<ImportAnswer>();
    await grant({ ...READS, 'create Customer': { reach: 'all', fields: ['name'] } });
    // as if it had been started before
    await database.run(`UPDATE customer_import SET state = 'waiting', language = 'en' WHERE id = ?`, [id]);
    const actor = (await house.app.get(StaffPrincipals, { strict: false }).load(staffId))!;
    const run = house.app
      .get(Context)
      .run({ actor }, () => house.app.get(ImportRunService, { strict: false }).run(id, new JobRun(1, 1, new AbortController().signal)));
    await expect(run).rejects.toThrow('field.forbidden');
    expect(await by.get(String(id))).toMatchObject({
      state: 'failed',
      error: 'These fields are not open to you: phone, level',
      created: 0,
    });
    expect(await customers()).toEqual([]);
  });

  it('REQ-B13 a row is refused that the importer may not enter by hand', async () => {
    const { by } = await importer({ ...READS, 'create Customer': { reach: 'custom', conditions: { source: 'baidu' } } });
    const result = await by.import('姓名,手机,来源\n张三,13800138000,百度推广\n李四,13900139000,QQ群\n');
    expect(result).toMatchObject({ created: 1, invalid: 1 });
    expect(await by.rows(result.id, '?outcome=invalid')).toMatchObject([{ rowNumber: 3, faults: [{ code: 'import.outside' }] }]);
  });

  it('REQ-D20 “fill up” gives profiles, courses and tags too, adds to those who have some, and leaves what is there', async () => {
    const courses = [];
    for (const name of ['Python全栈', 'Java']) courses.push((await send('POST', '/courses', admin, { name })).json().id);
    await enter(admin, { name: '甲', phone: '13800138001', person: { major: '数学' }, tags: ['急'], courseIds: [courses[1]] });
    await enter(admin, { name: '乙', phone: '13800138002' });
    await enter(admin, { name: '丙公司', phone: '13800138003', type: 'company', company: { bank: '工行' } });
    const file = [
      '姓名,手机,学历,专业,咨询课程,标签,地区,开户行,法人,人数',
      'x,13800138001,大专,物理,Python全栈,急；老客户,北京,,,',
      'y,13800138002,本科,,,,,,,',
      'y,13800138002,,英语,Java,,,,,',
      'z,13800138003,,,,,,建行,王总,"1,200"',
      'z,13800138003,本科,,,,,,,',
      '新人,13800138004,本科,,,新,,,,',
      '新人,13800138004,,英语,Python全栈,新；急,上海,,,',
      'y,13800138002,本科,英语,Java,,,,,',
    ].join('\n');
    const answer = (await operations.upload(file, { policy: 'update' })).json<ImportAnswer>();
    const preview = (await operations.post(`${answer.id}/preview`, {})).json<{ rows: { outcome: string }[] }>();
    await operations.post(`${answer.id}/start`);
    const result = await operations.ended(answer.id);
    expect(result).toMatchObject({ state: 'done', created: 1, updated: 5, invalid: 1, duplicate: 1 });
    const rows = await operations.rows(result.id);
    expect(rows.map(({ outcome }) => outcome)).toEqual(preview.rows.map(({ outcome }) => outcome));
    expect(rows.filter(({ outcome }) => ['invalid', 'duplicate'].includes(outcome)).map((r) => [r.rowNumber, r.faults[0]!.code])).toEqual([
      [6, 'profile.mismatch'],
      [9, 'import.duplicate'],
    ]);
    const whole = async (phone: string) => {
      const { items } = (await send('GET', `/customers?search=${phone}`, admin)).json();
      return (await send('GET', `/customers/${items[0].id}`, admin)).json();
    };
    expect(await whole('13800138001')).toMatchObject({
      name: '甲',
      area: '北京',
      version: 2,
      person: { education: 'college', major: '数学' },
      tags: ['急', '老客户'].sort(),
      courseIds: courses,
    });
    expect(await whole('13800138002')).toMatchObject({
      version: 2,
      person: { education: 'university', major: '英语' },
      courseIds: [courses[1]],
    });
    expect(await whole('13800138003')).toMatchObject({
      type: 'company',
      company: { bank: '工行', legalRepresentative: '王总', staffCount: 1200 },
      person: null,
    });
    expect(await whole('13800138004')).toMatchObject({
      version: 1,
      area: '上海',
      person: { education: 'university', major: '英语' },
      courseIds: [courses[0]],
      tags: ['新', '急'].sort(),
    });
  });

  it('REQ-D20 REQ-A8 “fill up” changes nobody outside the importer’s reach, and no field that he may not write', async () => {
    await enter(seller.headers, { name: '别人的', phone: '13800138001' });
    await enter(admin, { name: '待分配', phone: '13800138002', source: 'baidu' });
    await enter(admin, { name: '有级别', phone: '13800138003', source: 'baidu', level: 'key' });
    const { by } = await importer({
      ...READS,
      'create Customer': { reach: 'all' },
      'update Customer': { reach: 'custom', conditions: { source: 'baidu' }, fields: ['area', 'person'] },
    });
    const result = await by.import(
      '姓名,手机,地区,级别,学历\na,13800138001,北京,,\nb,13800138002,北京,大客户,\nc,13800138003,北京,大客户,本科\n',
      { policy: 'update' },
    );
    expect(result).toMatchObject({ updated: 1, duplicate: 2 });
    const rows = await by.rows(result.id, '?outcome=duplicate');
    expect(rows.map((r) => [r.rowNumber, r.faults[0]!.code])).toEqual([
      [2, 'import.not-yours'],
      [3, 'import.not-yours'],
    ]);
    expect(rows[1]!.faults[0]!.message).toMatch(/Level$/);
    expect(await customers()).toMatchObject([
      { area: null, level: null, version: 1 },
      { area: null, level: null, version: 1 },
      { area: '北京', level: 'key', version: 2 },
    ]);
  });

  it('REQ-D20 whom a row matches is named as far as the importer may see him', async () => {
    await enter(seller.headers, { name: '甲', phone: '13800138001' });
    const hers = await enter(seller.headers, { name: '乙', qq: '123456' });
    await enter(admin, { name: '丙', email: 'c@example.com', source: 'baidu' });
    const grants: Grants = {
      ...IMPORTS,
      'create Customer': { reach: 'all' },
      'read Customer': { reach: 'custom', conditions: { source: 'baidu' } },
    };
    const { by } = await importer(grants);
    const file = '姓名,手机,QQ,邮箱\na,13800138001,123456,\nb,,123456,c@example.com\nc,13800138001,,\nd,,,c@example.com\n';
    const blind = await by.rows((await by.import(file)).id);
    const hidden = 'a customer you may not see';
    expect(blind.map((r) => [r.outcome, r.faults[0]!.message.replace(/C\d{8}/g, 'C')])).toEqual([
      ['invalid', `Matches two different customers: ${hidden}, ${hidden}`],
      ['invalid', `Matches two different customers: ${hidden}, C`],
      ['duplicate', `This customer exists already ${hidden}`],
      ['duplicate', 'This customer exists already C'],
    ]);
    const seeing = await operations.rows((await operations.import(file)).id, '?outcome=invalid');
    expect(seeing[0]!.faults[0]!.message).toMatch(new RegExp(`: C\\d{8}, C0*${hers}$`));
  });

  it('REQ-B13 cells of a file show no field that their reader does not see of customers, by any door', async () => {
    const secrets = ['密甲', '13811110001', '密乙', '无效号', '密注', '密列'];
    const file = '姓名,手机,地区,备注,杂项\n密甲,13811110001,北京,密注,密列\n密乙,无效号,上海,密注,密列\n';
    const waiting = (await operations.upload(file)).json<ImportAnswer>();
    const done = await operations.import(file);
    const fields = ['area', 'source', 'type'];
    const writes: Grants = { 'create Import': { reach: 'all' }, 'create Customer': { reach: 'all' } };
    const limited = await importer({ ...IMPORTS, ...writes, 'read Customer': { reach: 'all', fields } });
    const seeing = await importer({ ...IMPORTS, 'read Customer': { reach: 'all' } });
    // what he sees of some customers decides nothing about a row that is nobody yet
    const partly = await importer({
      ...IMPORTS,
      'read Customer': { reach: 'custom', conditions: { source: 'baidu' }, fields: ['name', 'phone', 'notes', ...fields] },
    });
    const none = await importer({ ...IMPORTS, 'create Import': { reach: 'all' }, 'create Customer': { reach: 'all' } });
    const doors = async ({ headers }: Importer) => {
      const told = [];
      for (const url of ['/imports', `/imports/${waiting.id}`, `/imports/${done.id}`, `/imports/${done.id}/rows`])
        told.push((await send('GET', url, headers)).body);
      const failed = join(folder, `failed-${told.length}.xlsx`);
      writeFileSync(failed, (await send('GET', `/imports/${done.id}/failed-rows`, headers)).rawPayload);
      return [...told, JSON.stringify(await allCells(failed))];
    };
    const met = (told: readonly string[]) => secrets.filter((secret) => told.some((text) => text.includes(secret)));
    expect(met(await doors(operations))).toEqual(secrets);
    expect(met(await doors(seeing.by))).toEqual(secrets);
    for (const { by } of [limited, partly, none]) expect(met(await doors(by))).toEqual([]);
    const [, one, , rows, failed] = await doors(limited.by);
    expect([one, rows, failed].map((text) => text!.includes('上海'))).toEqual([true, true, true]);
    expect(JSON.parse(one!).sample[0].cells).toEqual([null, null, '北京', null, null]);
    // nor by calling a column something that he sees
    const columns = [{ column: '手机', field: 'area' }];
    const mapping = { columns, defaults: { name: 'x' } };
    const preview = (asked: object) => limited.by.post(`${waiting.id}/preview`, { mapping: asked });
    for (const answer of [
      await preview(mapping),
      await preview({ columns: [{ column: '杂项', field: 'area' }], defaults: { name: 'x' } }),
      await preview({ columns: [], templates: { area: '{姓名}' }, defaults: { name: 'x' } }),
      await send('PATCH', `/imports/${waiting.id}`, limited.by.headers, { mapping }),
      await send('GET', `/imports/${waiting.id}/values?column=${encodeURIComponent('手机')}&field=source`, limited.by.headers),
    ])
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'field.forbidden']);
    const own = (await limited.by.upload(file)).json<ImportAnswer>();
    expect(met([JSON.stringify(own)])).toEqual([]);
    const seen = await limited.by.post(`${own.id}/preview`, {});
    expect([seen.statusCode, met([seen.body]), seen.json().rows[0].customer]).toEqual([200, [], { area: '北京' }]);
  });
});
