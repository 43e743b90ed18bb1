import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

/** Our own code, compiled as the build compiles it, run by a process whose time zone is not the business's. */
const SCRIPT = `
import 'reflect-metadata';
import { BusinessTime } from './src/platform/context/business-time.js';
import { DayCounter, dueDays, lastDay } from './src/modules/customers/deadlines/deadline.js';
const rule = { followUpDays: 3, dealDays: 15, dayKind: 'calendar' };
const out = [];
for (const zone of ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'America/Sao_Paulo']) {
  const time = new BusinessTime({ businessTimeZone: zone });
  for (const day of ['2026-03-05', '2026-03-26', '2026-10-22', '2026-10-29', '2018-10-31']) {
    const counter = new DayCounter((d, n) => time.addDays(d, n), { addWorkdays: (d) => d });
    const received = time.at(day, 23, 59) + 59_999;
    const due = dueDays({ followUpFrom: time.dayOf(received), dealFrom: time.dayOf(received), exemption: null }, rule, counter);
    const reclaimAt = time.startOf(time.addDays(lastDay(due, null), 1));
    out.push([zone, day, due.followUpDueOn, due.dealDueOn, reclaimAt, [-1000, 0, 1000].map((ms) => time.dayOf(reclaimAt + ms))]);
  }
}
console.log(JSON.stringify(out));`;
const FILES = ['src/platform/context/business-time.ts', 'src/modules/customers/deadlines/deadline.ts'];

describe('the edge of a deadline', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tide-edge-'));
    const put = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    const { jsc } = JSON.parse(readFileSync('.swcrc', 'utf8')) as { jsc: object };
    for (const file of FILES)
      put(
        file.replace(/ts$/, 'js'),
        transformSync(readFileSync(file, 'utf8'), { swcrc: false, filename: file, module: { type: 'es6' }, jsc }).code,
      );
    put('src/platform/config/config.js', 'export class Config {}');
    put('package.json', '{"type":"module"}');
    put('edge.js', SCRIPT);
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('REQ-E6 is right to the second in business zones with clock changes, whatever zone the process runs in', () => {
    const runs = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles'].map((TZ) =>
      spawnSync(process.execPath, ['edge.js'], { cwd: folder, env: { ...process.env, TZ, NODE_OPTIONS: '' }, encoding: 'utf8' }),
    );
    expect(runs[0]!.stderr).toBe('');
    expect(new Set(runs.map((r) => r.stdout)).size).toBe(1);
    const rows = JSON.parse(runs[0]!.stdout) as [string, string, string, string, number, string[]][];
    expect(rows).toHaveLength(20);
    const plus = (day: string, n: number) => new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
    for (const [zone, day, followUpDueOn, dealDueOn, reclaimAt, around] of rows) {
      expect([zone, followUpDueOn, dealDueOn]).toEqual([zone, plus(day, 3), plus(day, 15)]);
      expect(around).toEqual([plus(day, 3), plus(day, 4), plus(day, 4)]);
      // as another library sees it: 00:00, or the first hour that exists where the clock change skips midnight
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(
        reclaimAt,
      );
      expect([zone, day, clock]).toEqual([zone, day, zone === 'America/Sao_Paulo' && day === '2018-10-31' ? '01:00:00' : '00:00:00']);
    }
  });
});
