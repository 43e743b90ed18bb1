import { setTimeout as sleep } from 'node:timers/promises';
import { Clock, HOUR } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { defineMessage, messageCatalogue } from '../../src/platform/notifications/message.js';
import { defineMessageKind } from '../../src/platform/notifications/message-kind.js';
import { Notifications } from '../../src/platform/notifications/notifications.js';
import { DigestHandler } from '../../src/platform/notifications/preferences/digest.handler.js';
import { startApp, type TestApp } from '../app.js';
import { setTime, headersOf, restReclaim } from '../builders/held-customers.js';
import { call, done } from '../calls.js';
import { type Sink, smtpSink } from '../conformance/channel-sinks.js';
import { listen } from '../browser/harness.js';
import { newStaff } from '../staff.js';

const calmKind = defineMessageKind('test.calm', { label: { 'zh-CN': '平常', en: 'Calm' } });
const urgentKind = defineMessageKind('test.urgent', { label: { 'zh-CN': '紧急', en: 'Urgent' }, urgent: true });
const calm = defineMessage<{ n: number }>('test.calm', {
  kind: calmKind,
  subject: { 'zh-CN': '平常事 {n}', en: 'Calm thing {n}' },
  body: { 'zh-CN': '内容 {n}', en: 'What it is about: {n}' },
});
const urgent = defineMessage('test.urgent', {
  kind: urgentKind,
  subject: { 'zh-CN': '紧急', en: 'Urgent' },
  body: { 'zh-CN': '现在', en: 'Now' },
});
const account = () => messageCatalogue.get('auth.second-step-off')!;

type Who = { id: number; username: string };
interface Row {
  id: number;
  state: string;
  digestId: number | null;
  answer: string | null;
}

describe('how people want to hear of things (REQ-Q7)', () => {
  let house: TestApp;
  let mail: Sink;
  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });

  beforeAll(async () => {
    mail = await smtpSink();
    house = await startApp({ ROLE: 'all', SMTP_URL: mail.url, DEFAULT_LOCALE: 'en' });
    await restReclaim(house);
  });
  beforeEach(() => setTime(house, '2026-03-02 10:00'));
  afterAll(async () => {
    await house.close();
    await mail.close();
  });

  const colleague = (): Promise<Who> =>
    newStaff(house, { roles: ['salesperson'], email: `m${Math.random().toString(36).slice(2)}@example.com` });
  const preferences = async (who: Who, method: 'GET' | 'PATCH', body?: object) =>
    call(house, method, '/notifications/preferences', { headers: await headersOf(house, who.id) }, body);
  const wants = async (who: Who, body: object) => done(preferences(who, 'PATCH', body));
  const rows = (who: Who) =>
    get(Database).rows<Row>(
      'SELECT d.id, d.state, d.digestId, d.answer FROM delivery d JOIN notification n ON n.id = d.notificationId WHERE n.recipientId = ? ORDER BY d.id',
      [who.id],
    );
  const mailsTo = ({ username }: Who) => mail.got.filter(({ text }) => text.includes(`\nTo: ${username} <`)).map(({ text }) => text);
  const states = async (who: Who) => (await rows(who)).map(({ state }) => state);
  const until = async (check: () => Promise<boolean>) => {
    for (let i = 0; i < 300; i++, await sleep(25)) if (await check()) return;
    throw new Error('it did not come to that');
  };
  const notify = (who: Who, ...numbers: number[]) =>
    numbers.reduce((before, n) => before.then(() => get(Notifications).notify(calm, [who.id], { n })), Promise.resolve());
  const digests = () => get(DigestHandler).run({}, { stopped: () => false, progress: () => undefined } as never);

  it('every message of the product is of a kind that people can choose by', () => {
    const without = [...messageCatalogue.values()].filter(({ code, kind }) => !code.startsWith('test.') && !kind);
    expect(without.map(({ code }) => code)).toEqual([]);
  });

  it('begins with everything at once; what is chosen stands, faults are all named, and a stale change is refused', async () => {
    const who = await colleague();
    const first = (await preferences(who, 'GET')).body;
    expect(first).toMatchObject({ version: 1, quietFrom: null, digestAt: '08:30', channels: [{ code: 'email', digests: true }] });
    expect(first.kinds.find((one: { kind: string }) => one.kind === 'auth.account')).toMatchObject({ must: true, modes: { email: 'now' } });
    const changed = await wants(who, { version: 1, quietFrom: '22:00', quietTo: '07:00', kinds: { 'test.calm': { email: 'digest' } } });
    expect(changed).toMatchObject({ version: 2, quietFrom: '22:00', quietTo: '07:00' });
    expect(changed.kinds.find((one: { kind: string }) => one.kind === 'test.calm').modes).toEqual({ email: 'digest' });
    expect((await preferences(who, 'PATCH', { version: 1, digestAt: '09:00' })).body.code).toBe('stale');
    const bad = await preferences(who, 'PATCH', {
      quietFrom: null,
      kinds: { 'auth.account': { email: 'never' }, nothing: { email: 'now' }, 'test.calm': { pigeon: 'now' } },
    });
    expect([bad.status, bad.body.errors.map(({ path, code }: { path: string; code: string }) => [path, code])]).toEqual([
      400,
      [
        ['quietFrom', 'messages.quiet-half'],
        ['kinds.auth.account.email', 'messages.must'],
        ['kinds.nothing.email', 'messages.kind-unknown'],
        ['kinds.test.calm.pigeon', 'messages.channel-unknown'],
      ].map(([path, code]) => [path === 'kinds.nothing.email' ? 'kinds.nothing' : path, code]),
    ]);
    expect((await preferences(who, 'PATCH', { digestAt: '25:00' })).body.errors).toMatchObject([
      { path: 'digestAt', code: 'time-of-day.invalid' },
    ]);
  });

  it('what is not wanted stays in the application alone; what must be known comes whatever was chosen', async () => {
    const who = await colleague();
    await wants(who, { kinds: { 'test.calm': { email: 'never' } } });
    await notify(who, 1);
    await get(Notifications).notify(account(), [who.id], { at: 'now' });
    await until(async () => mailsTo(who).length === 1);
    expect(mailsTo(who)[0]).not.toContain('Calm thing');
    expect((await done(call(house, 'GET', '/notifications', { headers: await headersOf(house, who.id) }))).total).toBe(2);
    expect(await states(who)).toEqual(['sent']);
  });

  it('in quiet hours it waits until they end; what is urgent does not', async () => {
    const who = await colleague();
    await wants(who, { quietFrom: '22:00', quietTo: '07:00' });
    setTime(house, '2026-03-02 23:00');
    await notify(who, 1);
    await get(Notifications).notify(urgent, [who.id], {});
    await until(async () => mailsTo(who).length === 1);
    expect(mailsTo(who)[0]).toContain('Subject: Urgent');
    const [row] = await get(Database).rows<{ dueAt: number }>(
      "SELECT d.dueAt FROM delivery d JOIN notification n ON n.id = d.notificationId WHERE n.recipientId = ? AND n.code = 'test.calm'",
      [who.id],
    );
    await until(
      async () =>
        Number(
          (
            await get(Database).rows<{ dueAt: number }>(
              'SELECT d.dueAt FROM delivery d JOIN notification n ON n.id = d.notificationId WHERE n.recipientId = ? AND n.code = ?',
              [who.id, 'test.calm'],
            )
          )[0]!.dueAt,
        ) >
        get(Clock).now() + 7 * HOUR,
    );
    expect(row).toBeDefined();
    setTime(house, '2026-03-03 07:01');
    await until(async () => mailsTo(who).length === 2);
  });

  it('a digest is one letter a person and day, with everything that gathered and is still unread; nothing comes twice', async () => {
    const who = await colleague();
    await wants(who, { digestAt: '18:00', kinds: { 'test.calm': { email: 'digest' } } });
    await notify(who, 1, 2, 3);
    const inbox = await done(call(house, 'GET', '/notifications?sort=createdAt', { headers: await headersOf(house, who.id) }));
    await done(
      call(house, 'POST', `/notifications/${inbox.items.find((one: { subject: string }) => one.subject === 'Calm thing 2').id}/read`, {
        headers: await headersOf(house, who.id),
      }),
    );
    await digests();
    expect(await states(who)).toEqual(['queued', 'queued', 'queued']);
    setTime(house, '2026-03-02 18:01');
    await Promise.all([digests(), digests(), digests()]);
    await until(async () => (await states(who)).join() === 'sent,kept,sent');
    expect(mailsTo(who)).toHaveLength(1);
    const [letter] = mailsTo(who) as [string];
    expect(letter).toContain('Subject: Your daily digest: 2 messages');
    for (const [n, there] of [
      [1, true],
      [2, false],
      [3, true],
    ] as const)
      expect(letter.includes(`What it is about: ${n}`)).toBe(there);
    // later the same day: the next one tomorrow, even if he moves the time
    await notify(who, 4);
    await wants(who, { digestAt: '20:00' });
    await get(Database).run("UPDATE delivery SET dueAt = 0 WHERE digest = 1 AND digestId IS NULL AND state = 'queued'");
    setTime(house, '2026-03-02 20:01');
    await digests();
    await sleep(200);
    expect(mailsTo(who)).toHaveLength(1);
    setTime(house, '2026-03-03 20:01');
    await digests();
    await until(async () => mailsTo(who).length === 2);
    await digests();
    await sleep(200);
    expect(mailsTo(who)).toHaveLength(2);
  });

  it('a digest whose server is busy is tried again, parked, seen, and sent again by hand, as a whole', async () => {
    const who = await colleague();
    const operations = await newStaff(house, { roles: ['operations'] });
    await wants(who, { digestAt: '12:00', kinds: { 'test.calm': { email: 'digest' } } });
    await notify(who, 1, 2);
    mail.behave('refuse');
    setTime(house, '2026-03-02 12:01');
    await digests();
    await until(async () => (await states(who)).every((state) => state === 'failed' || state === 'parked'));
    await get(Database).run("UPDATE delivery SET state = 'parked' WHERE state = 'failed'");
    mail.behave('accept');
    const [, second] = await rows(who);
    const again = await done(call(house, 'POST', `/deliveries/${second!.id}/retry`, { headers: await headersOf(house, operations.id) }));
    expect(again.state).toBe('queued');
    await until(async () => (await states(who)).join() === 'sent,sent');
    expect(mailsTo(who)).toHaveLength(1);
  });

  it('a digest that dies between its steps loses nothing: what was not bundled is bundled by the next run', async () => {
    const who = await colleague();
    await wants(who, { digestAt: '12:00', kinds: { 'test.calm': { email: 'digest' } } });
    await notify(who, 1, 2);
    setTime(house, '2026-03-02 12:01');
    const handler = get(DigestHandler);
    const jobs = handler['jobs'];
    const enqueue = jobs.enqueue.bind(jobs);
    jobs.enqueue = () => Promise.reject(new Error('killed'));
    await expect(handler.bundle(who.id)).rejects.toThrow('killed');
    jobs.enqueue = enqueue;
    expect((await rows(who)).map(({ state, digestId }) => [state, digestId])).toEqual([
      ['queued', null],
      ['queued', null],
    ]);
    await digests();
    await until(async () => (await states(who)).join() === 'sent,sent');
    expect(mailsTo(who)).toHaveLength(1);
  });

  describe('the count of what is unread', () => {
    let base: string;
    beforeAll(async () => {
      base = await listen(house);
    });
    const stream = async (who: Who) => {
      const control = new AbortController();
      const headers = (await headersOf(house, who.id)) as unknown as Record<string, string>;
      const answer = await fetch(`${base}/api/notifications/events`, { headers, signal: control.signal });
      const heard: string[] = [];
      const over = (async () => {
        for await (const chunk of answer.body!) heard.push(Buffer.from(chunk).toString());
      })().catch(() => undefined);
      return { answer, heard: () => heard.join(''), over, close: () => control.abort() };
    };
    const said = (n: number) => `event: unread\ndata: {"count":${n}}`;

    it('is told as it changes, by whichever process', async () => {
      const who = await colleague();
      const one = await stream(who);
      expect(one.answer.headers.get('content-type')).toContain('text/event-stream');
      await until(async () => one.heard().includes(said(0)));
      await notify(who, 1, 2);
      await until(async () => one.heard().includes(said(2)));
      // as another process would
      await get(Database).run('UPDATE notification SET readAt = 1 WHERE recipientId = ?', [who.id]);
      await until(async () => one.heard().endsWith(`${said(0)}\n\n`));
      one.close();
      await one.over;
    });

    it('ends within a second or so of the end of the sign-in, of the account, and nobody has more streams than he needs', async () => {
      const [leaver, signedOut] = [await colleague(), await colleague()];
      const streams = [await stream(leaver), await stream(signedOut)];
      await until(async () => streams.every((one) => one.heard().includes(said(0))));
      await get(Database).run('UPDATE staff SET active = 0 WHERE id = ?', [leaver.id]);
      await get(Database).run('UPDATE rights_epoch SET epoch = epoch + 1');
      await get(Database).run("UPDATE auth_session SET endedAt = 1 WHERE principalId = ? AND kind = 'staff'", [signedOut.id]);
      const began = performance.now();
      await Promise.all(streams.map((one) => one.over));
      expect(performance.now() - began).toBeLessThan(3000);
      for (const one of streams) expect(one.heard()).toContain('event: end\ndata: {"reason":"signed-out"}');
      const many = await colleague();
      const open = await Promise.all(Array.from({ length: 20 }, () => stream(many)));
      expect((await stream(many)).answer.status).toBe(429);
      for (const one of open) one.close();
      await Promise.all(open.map((one) => one.over));
    });
  });
});
