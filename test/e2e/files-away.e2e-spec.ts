import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { ownedCustomers } from '../builders/held-customers.js';
import { Importer } from '../imports.js';
import { newStaff, STAFF_PASSWORD } from '../staff.js';

/** A system message would name the folder, a call of the system, or one of its codes. */
const INSIDE = /tide-test|files\/|lstat|mkdir|ENOTDIR|EEXIST/;

describe('while the store of files cannot be used', () => {
  let house: TestApp;
  let operations: Awaited<ReturnType<typeof newStaff>>;
  let folder: string;

  beforeAll(async () => {
    house = await startApp();
    operations = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
    folder = join(house.world.env['DATA_DIR']!, 'files');
  });
  afterAll(() => house.close());
  const away = () => {
    renameSync(folder, `${folder}-aside`);
    writeFileSync(folder, 'x');
  };
  const back = () => {
    rmSync(folder);
    renameSync(`${folder}-aside`, folder);
  };
  const get = async (url: string) => {
    const answer = await house.app.inject({ url: `/api${url}`, headers: { ...operations.headers, 'accept-language': 'en' } });
    return { status: answer.statusCode, text: answer.body };
  };

  it('uploads, downloads and jobs say so without a word of where files lie, and go on afterwards', async () => {
    const importer = new Importer(house, operations.headers);
    const there = await importer.start('姓名,电话\n甲,13800138000\n乙,12\n');
    for (let i = 0; i < 400 && (await get(`/imports/${there.id}`)).text.includes('"state":"r'); i++) await sleep(25);
    await ownedCustomers(house, operations.id, 1);
    const startExport = () =>
      house.app.inject({ method: 'POST', url: '/api/customers/export', headers: operations.headers, payload: { filters: {} } });
    const done = (await startExport()).json<{ id: number }>().id;
    for (let i = 0; i < 400 && !(await get(`/customer-exports/${done}`)).text.includes('"state":"done"'); i++) await sleep(25);
    expect((await get(`/customer-exports/${done}/file`)).status).toBe(200);
    away();
    try {
      const file = await get(`/customer-exports/${done}/file`);
      expect([file.status, file.text.includes('files.away'), INSIDE.test(file.text)]).toEqual([503, true, false]);
      // small ones and such as fill every buffer on their way
      for (const content of ['姓名,电话\nx,13911117777\n', '姓名,电话\n'.repeat(200_000)]) {
        const refused = await importer.upload(content);
        expect([refused.statusCode, refused.json().code]).toEqual([503, 'files.away']);
        expect(refused.body).not.toMatch(INSIDE);
      }
      const failed = await get(`/imports/${there.id}/failed-rows`);
      expect(failed.text).not.toMatch(INSIDE);
      const started = await startExport();
      expect(started.statusCode).toBe(202);
      const { id, jobId } = started.json<{ id: number; jobId: number }>();
      let told = '';
      for (let i = 0; i < 400 && !told.includes('files.away'); i++) {
        told = (await get(`/customer-exports/${id}`)).text;
        await sleep(25);
      }
      expect(told).toContain('files.away');
      const office = await new BackOffice(house).signIn(operations.username, STAFF_PASSWORD);
      for (const text of [
        told,
        (await get(`/jobs/${jobId}`)).text,
        (await office.get('/api/resources/jobs/actions/list')).text,
        (await office.get(`/api/resources/jobs/records/${jobId}/show`)).text,
      ])
        expect(text).not.toMatch(INSIDE);
    } finally {
      back();
    }
    expect((await importer.upload('姓名,电话\nx,13911117777\n')).statusCode).toBe(201);
  });
});
