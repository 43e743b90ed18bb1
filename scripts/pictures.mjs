// `npm run pictures [-- names]`: the pictures of README and guides, taken anew of the demo data in both languages. Look at them before they are committed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { scenes } from './picture-scenes.mjs';
import { findChromium } from './surroundings.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const wanted = process.argv.slice(2);

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function answers(base) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${base}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing answers at ${base}`);
}

/** The application on demo data of its own, which the pictures of one language change. */
async function house() {
  const folder = await mkdtemp(join(tmpdir(), 'tide-pictures-'));
  const port = await freePort();
  const env = { PATH: process.env.PATH, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, ['dist/src/main.js'], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const base = `http://127.0.0.1:${port}`;
  await answers(base);
  return {
    base,
    folder,
    password: (await readFile(join(folder, 'demo-password'), 'utf8')).trim(),
    async close() {
      child.kill();
      await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signedIn(browser, { base, password }, language, username) {
  const context = await browser.newContext({ baseURL: base, locale: language, viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  await page.goto('/admin/login');
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', password);
  await page.click('button');
  await page.waitForSelector('[data-testid=who]');
  return page;
}

/** @returns the path of a file of made-up leads, some of which the dictionary of sources does not know. */
async function leads(folder, english) {
  const path = join(folder, english ? 'leads.csv' : '线索.csv');
  const header = english ? 'Lead Number,Phone,Lead Source,City,Converted' : '线索编号,手机,线索来源,城市,是否成交';
  const sources = english ? ['Referral', 'Website', 'Instagram'] : ['内部转介绍', '官方网站', '抖音'];
  const cities = english ? ['Beijing', 'Shanghai', 'Select'] : ['北京', '上海', '请选择'];
  const rows = Array.from({ length: 60 }, (_, i) =>
    [660_700 + i, i % 17 === 16 ? '19x2' : 19_202_000_000 + i, sources[i % 3], cities[i % 3], i % 2].join(),
  );
  await writeFile(path, [header, ...rows].join('\n'));
  return path;
}

const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
for (const [language, end] of [
  ['en', 'en'],
  ['zh-CN', 'zh'],
]) {
  const own = await house();
  const pages = new Map();
  const file = await leads(own.folder, end === 'en');
  for (const { name, who, take } of scenes) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const page = pages.get(who) ?? (await signedIn(browser, own, language, who));
    pages.set(who, page);
    try {
      await take(page, { file });
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(root, `docs/images/${name}-${end}.png`) });
      process.stdout.write(`${name}-${end}.png\n`);
    } catch (error) {
      process.exitCode = 1;
      process.stderr.write(`${name}-${end}: ${error.message}\n`);
    }
  }
  await own.close();
}
await browser.close();
