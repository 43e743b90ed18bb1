import { loadConfig } from '../platform/config/load-config.js';
import { Database } from '../platform/database/database.js';
import { newWorld, type World } from '../../test/world.js';
import { generatedLeads } from './day-leads.js';
import { playDay } from './play-day.js';
import { quietApp } from './quiet-app.js';
import { Terminal } from './terminal.js';

const HEADER = 'Prospect ID,Lead Number,Lead Origin,Lead Source,Do Not Email,City,Tags,Converted';
const SOURCES = ['Google', 'Direct Traffic', 'google', 'Olark Chat', 'Google', 'Organic Search', '', 'Google'];
const CITIES = ['Mumbai', 'Select', '', 'Thane & Outskirts'];
const exported = (rows: number): Buffer =>
  Buffer.from(
    [
      HEADER,
      ...Array.from(
        { length: rows },
        (_, i) => `p-${i},${660_000 + i},API,${SOURCES[i % 8]},No,"${CITIES[i % 4]}","Ringing, later",${i % 2}`,
      ),
    ].join('\n'),
  );

describe('the demo of one day', () => {
  let world: World;
  const played = async (language: 'zh-CN' | 'en', file: { name: string; content: Buffer }) => {
    world = await newWorld();
    const app = await quietApp(loadConfig(world.env));
    let told = '';
    await playDay(app, new Terminal(language, (text) => void (told += text)), file);
    return { app, told, database: app.get(Database, { strict: false }) };
  };
  afterEach(() => world.close());

  it('REQ-SY8 REQ-D24 tells how leads of another system come in, are dealt out, expire, are raced for and are lost for good', async () => {
    const { app, told, database } = await played('en', { name: 'leads.csv', content: exported(80) });
    const counts = await database.rows<{ source: string | null; n: number }>('SELECT source, COUNT(*) AS n FROM customer GROUP BY source');
    expect(Object.fromEntries(counts.map(({ source, n }) => [String(source), Number(n)]))).toEqual({
      Google: 30,
      google: 10,
      'Direct Traffic': 10,
      'Olark Chat': 10,
      'Organic Search': 10,
      null: 10,
    });
    expect(await database.rows(`SELECT name, externalId, area FROM customer ORDER BY id LIMIT 2`)).toEqual([
      { name: 'Lead 660000', externalId: '660000', area: 'Mumbai' },
      { name: 'Lead 660001', externalId: '660001', area: null },
    ]);
    const [dealt] = await database.rows<{ n: number }>(`SELECT COUNT(DISTINCT customerId) AS n FROM assignment`);
    expect(Number(dealt!.n)).toBe(80);
    const races = told.split('\n').filter((line) => /^ +Lead \d+ +\w+ \w+ +1 +\d +\d/.test(line));
    expect(races).toHaveLength(5);
    for (const text of [
      '80 rows read: 80 imported, 0 failed',
      '! The column “Converted” looks like a status',
      '30 calls are recorded',
      'about 50 customers in all',
      '50 are reclaimed (50 not followed up, 0 not closed); 30 still have an owner',
      'pool.lost-before',
      '0 not followed up, 30 not closed',
      'claimed him from the pool',
    ])
      expect(told).toContain(text);
    expect(told).not.toMatch(/[\u4e00-\u9fff]|\{\w+\}|undefined/);
    await app.close();
  }, 60_000);

  it('REQ-SY8 makes leads of its own and speaks Chinese', async () => {
    const { app, told } = await played('zh-CN', generatedLeads());
    expect(told).toContain('读取 300 行：成功 300，失败 0');
    expect(told).toContain('百度推广');
    expect(told).toMatch(/9\. 客户“.+”的完整经历/);
    expect(told).not.toMatch(/\{\w+\}|undefined/);
    await app.close();
  }, 60_000);
});
