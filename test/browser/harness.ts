import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { TestApp } from '../app.js';

/** Without these Chromium waits for addresses that a closed network does not have. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Visit {
  page: Page;
  /** What the browser itself complained about: blocked by policy, missing files, thrown errors. */
  complaints: string[];
  /** Addresses outside the application that something wanted to load. */
  offsite: string[];
  close(): Promise<void>;
}

let browser: Promise<Browser> | undefined;

/** One for all journeys of a process; it ends with the process. */
function launched(): Promise<Browser> {
  // `scripts/vitest.mjs` and `npm test` look for one
  const executablePath = process.env['CHROMIUM_PATH'];
  if (!executablePath) throw new Error('no Chromium found: set CHROMIUM_PATH');
  return (browser ??= chromium.launch({ executablePath, headless: true, args: FLAGS }));
}

/** Emptied profiles that wait for their next journey, by application, language and time zone: they keep what the browser has compiled, which takes it seconds. */
const emptied = new Map<string, BrowserContext[]>();

/** An empty profile on a running application, for one journey. */
export async function visit(
  base: string,
  options: { language?: string; width?: number; height?: number; timezone?: string } = {},
): Promise<Visit> {
  const { language = 'zh-CN', width = 1280, height = 800, timezone } = options;
  const kind = [base, language, timezone].join();
  const context =
    emptied.get(kind)?.pop() ??
    (await (await launched()).newContext({ baseURL: base, locale: language, ...(timezone ? { timezoneId: timezone } : {}) }));
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const offsite: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource: the server responded with a status of (4\d\d)/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(base)) offsite.push(request.url());
  });
  return {
    page,
    complaints,
    offsite,
    close: async () => {
      await empty(context, base);
      emptied.set(kind, [...(emptied.get(kind) ?? []), context]);
    },
  };
}

async function empty(context: BrowserContext, base: string): Promise<void> {
  for (const page of context.pages()) await page.close();
  await context.clearCookies();
  const page = await context.newPage();
  await page.goto(`${base}/api/health`);
  await page.evaluate(() => localStorage.clear());
  await page.close();
}

/** Lets an application of the tests listen on a free port. */
export async function listen(testApp: TestApp): Promise<string> {
  await testApp.app.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${(testApp.app.getHttpServer().address() as AddressInfo).port}`;
}

export async function signInAt(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/admin/login');
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', password);
  await page.click('button');
  await page.waitForSelector('[data-testid=who]');
}
