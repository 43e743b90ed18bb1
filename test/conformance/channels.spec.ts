import { createHmac } from 'node:crypto';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { Clock } from '../../src/platform/context/clock.js';
import { Channel, ChannelRefusal, type Letter } from '../../src/platform/notifications/channel.js';
import { ChannelPatience } from '../../src/platform/notifications/channel-patience.js';
import { Channels } from '../../src/platform/notifications/channels.js';
import { DingtalkChannel } from '../../src/platform/notifications/channels/dingtalk.channel.js';
import { EmailChannel } from '../../src/platform/notifications/channels/email.channel.js';
import { SmsChannel } from '../../src/platform/notifications/channels/sms.channel.js';
import { WecomChannel } from '../../src/platform/notifications/channels/wecom.channel.js';
import { migratedWorld } from '../migrated.js';
import type { World } from '../world.js';
import { deadPort, httpSink, smtpSink, type Sink } from './channel-sinks.js';

const patience = Object.assign(new ChannelPatience(), { connectMs: 300, answerMs: 600, callMs: 600 });
const DINGTALK_SECRET = 'a-robot-secret';
const robot = (busy: number) => () =>
  httpSink({
    accept: [200, { errcode: 0, errmsg: 'ok' }],
    refuse: [200, { errcode: 93000, errmsg: 'invalid webhook url' }],
    busy: [200, { errcode: busy, errmsg: 'too fast' }],
  });

interface Case {
  name: string;
  variable: string;
  address: string | null;
  make: (env: Record<string, string>) => Channel;
  sink: () => Promise<Sink>;
  /** A provider that never says a word may or may not have taken it. */
  silence: 'later' | 'unknown';
}
const CASES: Case[] = [
  {
    name: 'email',
    variable: 'SMTP_URL',
    address: 'li@example.cn',
    make: (env) => new EmailChannel(loadConfig(env), patience),
    sink: smtpSink,
    silence: 'later',
  },
  {
    name: 'sms',
    variable: 'SMS_GATEWAY_URL',
    address: '+8613800138000',
    make: (env) => new SmsChannel(loadConfig(env), patience),
    silence: 'unknown',
    sink: () => httpSink({ accept: [200, { id: 'm1' }], refuse: [400, { error: 'bad number' }], busy: [429, { error: 'slow down' }] }),
  },
  {
    name: 'wecom',
    variable: 'WECOM_WEBHOOK_URL',
    address: null,
    make: (env) => new WecomChannel(loadConfig(env), patience),
    sink: robot(45009),
    silence: 'unknown',
  },
  {
    name: 'dingtalk',
    variable: 'DINGTALK_WEBHOOK_URL',
    address: null,
    silence: 'unknown',
    sink: robot(130101),
    make: (env) => new DingtalkChannel(loadConfig({ ...env, DINGTALK_SECRET }), patience, new Clock()),
  },
];

// One suite, looped over the channels: the same promises hold whatever carries a message.
describe.each(CASES)('the channel $name', ({ name, variable, address, make, sink: open, silence }) => {
  let world: World;
  let sink: Sink;
  let channel: Channel;
  const letter = (more: Partial<Letter> = {}): Letter => ({
    id: 7,
    address,
    name: '李雷',
    subject: '新客户',
    body: '您有 3 位新客户',
    link: 'http://crm.test/admin',
    ...more,
  });
  const send = (more?: Partial<Letter>) => channel.send(letter(more), new AbortController().signal);
  const refusal = async (more?: Partial<Letter>) => {
    const error: unknown = await send(more).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ChannelRefusal);
    return error as ChannelRefusal;
  };
  const stop = (one: Channel) => (one as Partial<{ onApplicationShutdown(): void }>).onApplicationShutdown?.();

  beforeAll(async () => {
    world = await migratedWorld();
    sink = await open();
    channel = make({ ...world.env, [variable]: sink.url });
  });
  afterAll(async () => {
    stop(channel);
    await sink.close();
    await world.close();
  });
  beforeEach(() => sink.behave('accept'));

  it('REQ-Q2 REQ-Q3 is switched on by configuration alone', () => {
    expect(channel.configured).toBe(true);
    expect(make(world.env).configured).toBe(false);
    expect(channel.code).toBe(name);
  });

  it('REQ-Q1 hands the message over and brings the provider’s answer back', async () => {
    const before = sink.got.length;
    const answer = await send();
    expect(answer).toMatch(name === 'email' ? /250.*queued as 42/ : /ok|m1/);
    expect(sink.got).toHaveLength(before + 1);
  });

  it('REQ-Q1 a refusal for good is not tried again, a busy provider is', async () => {
    sink.behave('refuse');
    expect(await refusal()).toMatchObject({
      outcome: 'never',
      answer: expect.stringMatching(/no such mailbox|bad number|invalid webhook/) as string,
    });
    sink.behave('busy');
    expect(await refusal()).toMatchObject({ outcome: 'later', answer: expect.stringMatching(/greylisted|slow down|too fast/) as string });
    sink.behave('accept');
    await send();
  });

  it('REQ-Q1 waits for nobody for ever', async () => {
    sink.behave('hang-first');
    const from = performance.now();
    expect((await refusal()).outcome).toBe(silence);
    expect(performance.now() - from).toBeLessThan(3000);
  });

  it('REQ-Q1 does not send a second copy of what may have arrived', async () => {
    sink.behave('cut-after');
    expect((await refusal()).outcome).toBe('unknown');
  });

  it('REQ-Q1 nobody there means later', async () => {
    const url = new URL(sink.url);
    url.port = String(await deadPort());
    const lost = make({ ...world.env, [variable]: url.href });
    await expect(lost.send(letter(), new AbortController().signal)).rejects.toMatchObject({ outcome: 'later' });
    stop(lost);
  });

  if (name === 'email')
    it('REQ-Q1 what people typed is text in a mail: no markup, no headers, no second recipient', async () => {
      await send({ subject: 'Hi\r\nBcc: thief@example.cn', body: '<img src=x onerror=alert(1)>', name: 'A"\r\nBcc: thief@example.cn' });
      const mail = sink.got.at(-1)!.text;
      expect(mail).not.toMatch(/^Bcc:/im);
      expect(mail.slice(mail.indexOf('text/html'))).not.toContain('<img');
      expect(mail).toContain('&lt;img src=3Dx');
      expect(mail).toMatch(/^Message-ID: <delivery-7@/im);
      for (const bad of ['x@y.cn, thief@example.cn', 'x@y.cn\r\nRCPT TO:<thief@example.cn>', 'nobody'])
        expect((await refusal({ address: bad })).outcome).toBe('never');
    });

  if (name === 'dingtalk')
    it('REQ-Q1 is signed as the robot asks', async () => {
      await send();
      const query = new URL(sink.got.at(-1)!.path, 'http://x').searchParams;
      const timestamp = query.get('timestamp')!;
      expect(query.get('sign')).toBe(createHmac('sha256', DINGTALK_SECRET).update(`${timestamp}\n${DINGTALK_SECRET}`).digest('base64'));
    });
});

describe('channels', () => {
  const withChannels = (...channels: object[]) => new Channels({ implementationsOf: () => channels } as never);

  it('REQ-Q4 one without send() does not start', () => {
    const dumb = Object.create(Channel.prototype, { code: { value: 'dumb' } }) as object;
    expect(() => withChannels(dumb).onModuleInit()).toThrow('the channel dumb has no send()');
  });

  it('REQ-Q4 two of one name do not start', () => {
    const one = { code: 'x', send: () => Promise.resolve('') };
    expect(() => withChannels(one, { ...one }).onModuleInit()).toThrow('two channels are called x');
  });
});
