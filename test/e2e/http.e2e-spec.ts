import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, HttpCode, Injectable, Module, Post, Res } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Audit } from '../../src/platform/audit/audit.js';
import { Clock, DAY, MINUTE } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { commonErrors } from '../../src/platform/errors/common.errors.js';
import { ReadinessCheck } from '../../src/platform/http/health/readiness.js';
import { Idempotency, type Try } from '../../src/platform/http/idempotency/idempotency.js';
import { IdempotentRequestRepository } from '../../src/platform/http/idempotency/idempotent-request.repository.js';
import { Limited } from '../../src/platform/http/throttle/throttle.interceptor.js';
import { Public, SignedIn } from '../../src/platform/permissions/permit.js';
import { type TestApp, startApp } from '../app.js';
import { newStaff, signIn, type AuthHeaders } from '../staff.js';

const input = z.strictObject({ text: z.string().max(2000), mode: z.enum(['fail', 'keep', 'slow', 'long']).optional() });
type Input = z.output<typeof input>;

@Injectable()
class Notes {
  gate: Promise<void> = Promise.resolve();
  constructor(readonly audit: Audit) {}
  @Transactional() async add({ text, mode }: Input) {
    await this.audit.record({ subject: 'Note', subjectId: 1, action: 'create', detail: { text } });
    if (mode === 'fail') throw commonErrors.conflict();
    if (mode === 'slow') await this.gate;
    return { text, secret: mode === 'long' ? Array.from({ length: 30_000 }, () => Math.random().toString(36)).join('') : 's3cret' };
  }
}

@Controller('probe')
class ProbeController {
  constructor(readonly notes: Notes) {}
  @Post() @SignedIn() async add(@Body({ schema: input }) body: Input) {
    const made = await this.notes.add(body);
    if (body.mode === 'keep') throw commonErrors.conflict({}, { keeps: true });
    return made;
  }
  @Post('public') @Public() open(@Body({ schema: input }) body: Input) {
    return body;
  }
  @Post('stream') @SignedIn() stream(@Res() reply: FastifyReply) {
    reply.hijack();
    reply.raw.end('streamed');
  }
  @Post('limited') @HttpCode(200) @SignedIn() @Limited({ uses: 3, seconds: 60 }) limited() {
    return {};
  }
  @Get('broken') @Public() broken() {
    throw new Error('SELECT secret FROM staff');
  }
}

@Injectable()
class Part extends ReadinessCheck {
  readonly part: string = 'probe';
  broken = false;
  asked = 0;
  async check() {
    this.asked++;
    if (this.broken) throw new Error('down');
  }
}

@Injectable()
class Extra extends Part {
  override readonly part = 'extra';
  override readonly neededByRequests = false;
}

@Module({ controllers: [ProbeController], providers: [Notes, Part, Extra] })
class ProbeModule {}

describe('the house at its doors', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  beforeAll(async () => {
    house = await startApp({ CORS_ORIGINS: 'https://crm.example.cn' }, undefined, [ProbeModule]);
    admin = await signIn(house);
  });
  afterAll(() => house.close());
  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const post = (payload: object | string, headers: Record<string, string> = {}, url = '/api/probe') =>
    house.app.inject({ method: 'POST', url, headers: { 'accept-language': 'en', ...admin, ...headers }, payload });
  const noted = async (text: string) =>
    Number(
      (
        await get(Database).rows<{ n: number }>("SELECT COUNT(*) AS n FROM audit_entry WHERE subject = 'Note' AND detail LIKE ?", [
          `%"${text}"%`,
        ])
      )[0]!.n,
    );

  describe('Idempotency-Key', () => {
    const keyed = (key: string, payload: object, headers: Record<string, string> = {}) =>
      post(payload, { 'idempotency-key': key, ...headers });

    it('the same key and body give the first answer again and take effect once', async () => {
      const first = await keyed('k1', { text: 'one' });
      const again = await keyed('k1', { text: 'one' });
      expect([first.statusCode, first.headers['idempotency-replayed']]).toEqual([201, undefined]);
      expect([again.statusCode, again.headers['idempotency-replayed'], again.json()]).toEqual([201, 'true', first.json()]);
      expect(await noted('one')).toBe(1);
    });

    it('another body is 422; another person and another address have keys of their own', async () => {
      expect((await keyed('k1', { text: 'other' })).json()).toMatchObject({ status: 422, code: 'idempotency.other-body' });
      const { headers } = await newStaff(house);
      expect((await keyed('k1', { text: 'other' }, headers)).statusCode).toBe(201);
      expect((await post({ text: 'x' }, { 'idempotency-key': 'k1' }, '/api/probe?x=1')).statusCode).toBe(201);
    });

    it('a refused request leaves nothing and frees its key; what a refusal means to keep stays', async () => {
      for (let i = 0; i < 2; i++) expect((await keyed('k2', { text: 'refused', mode: 'fail' })).statusCode).toBe(409);
      expect(await noted('refused')).toBe(0);
      expect((await keyed('k2', { text: 'accepted' })).statusCode).toBe(201);
      expect((await keyed('k3', { text: 'kept', mode: 'keep' })).statusCode).toBe(409);
      expect(await noted('kept')).toBe(1);
    });

    it('of 20 at once one takes effect; the others hear that it is under way, or its answer', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => keyed('k4', { text: 'race' })));
      const statuses = answers.map((answer) => `${answer.statusCode} ${answer.json().code ?? ''}`.trim());
      expect(statuses.every((status) => status === '201' || status === '409 idempotency.in-flight')).toBe(true);
      expect(statuses.filter((status) => status === '201').length).toBeGreaterThan(0);
      for (const answer of answers) expect(answer.headers['retry-after']).toBe(answer.statusCode === 409 ? '1' : undefined);
      expect(await noted('race')).toBe(1);
    });

    it('a try that is taken for dead is taken over, and cannot take effect beside the one that took over', async () => {
      const idempotency = get(Idempotency);
      const dead = await idempotency.begin('staff 1', 'POST x', 'k5', {});
      if ('status' in dead) throw new Error('a first try has no answer');
      await expect(idempotency.begin('staff 1', 'POST x', 'k5', {})).rejects.toThrow('idempotency.in-flight');
      get(Clock).advance(MINUTE);
      const next = await idempotency.begin('staff 1', 'POST x', 'k5', {});
      if ('status' in next) throw new Error('nothing was finished');
      await expect(idempotency.finish(dead, { status: 201, body: 1 })).rejects.toThrow('idempotency.in-flight');
      await idempotency.release(dead);
      await idempotency.finish(next, { status: 201, body: 2 });
      expect(await idempotency.begin('staff 1', 'POST x', 'k5', {})).toEqual({ status: 201, body: 2 });
    });

    it('however many keys are to be free again, a database that is away is asked for one at a time', async () => {
      const [idempotency, requests] = [get(Idempotency), get(IdempotentRequestRepository)];
      const begin = (n: number) => idempotency.begin('staff 1', 'POST x', `away-${n}`, {});
      const tries: Try[] = [];
      for (let n = 0; n < 40; n++) tries.push((await begin(n)) as Try);
      const release = vi.spyOn(requests, 'release').mockRejectedValue(new Error('away'));
      await Promise.all(tries.map((one) => idempotency.release(one)));
      await sleep(1300);
      expect(release.mock.calls.length).toBeGreaterThan(tries.length);
      expect(release.mock.calls.length).toBeLessThan(tries.length + 5);
      release.mockRestore();
      await sleep(1000);
      for (let n = 0; n < tries.length; n++) expect(await begin(n)).toHaveProperty('token');
    });

    it('answers are kept sealed and for a day', async () => {
      const rows = await get(Database).rows('SELECT * FROM idempotent_request');
      expect(rows.length).toBeGreaterThan(2);
      expect(JSON.stringify(rows)).not.toContain('s3cret');
      expect(await get(Idempotency).prune()).toBe(0);
      get(Clock).advance(DAY + MINUTE);
      admin = await signIn(house);
      expect((await keyed('k1', { text: 'tomorrow' })).statusCode).toBe(201);
      expect(await get(Idempotency).prune()).toBeGreaterThan(2);
    });

    it('an answer too large to keep does not make the effect happen twice', async () => {
      expect((await keyed('k6', { text: 'long', mode: 'long' })).statusCode).toBe(201);
      expect((await keyed('k6', { text: 'long', mode: 'long' })).json()).toMatchObject({ status: 409, code: 'idempotency.answer-gone' });
      expect(await noted('long')).toBe(1);
    });

    it('is left alone on streams and open routes, and refused when it is none', async () => {
      const streamed = async () => (await post({}, { 'idempotency-key': 'k7' }, '/api/probe/stream')).body;
      expect(await streamed()).toBe('streamed');
      // the key is let go right behind the answer
      let again = await streamed();
      for (let i = 0; i < 20 && again.includes('idempotency.in-flight'); i++) again = await streamed();
      expect(again).toBe('streamed');
      for (let i = 0; i < 2; i++)
        expect((await post({ text: String(i) }, { 'idempotency-key': 'k8' }, '/api/probe/public')).json()).toEqual({ text: String(i) });
      expect((await keyed('x'.repeat(201), { text: 'x' })).json()).toMatchObject({ status: 400, code: 'idempotency.key-invalid' });
    });
  });

  describe('bodies', () => {
    const json = { 'content-type': 'application/json' };
    it('that a route does not ask for are refused by name, and so are filters of a list that has none', async () => {
      const answer = await post({ why: 'x' }, {}, '/api/notifications/read-all');
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: 'why', code: 'field.unknown' }] });
      expect((await post({}, {}, '/api/notifications/read-all')).statusCode).toBe(200);
      const list = await house.app.inject({ method: 'GET', url: '/api/settings?gruop=x', headers: admin });
      expect(list.json()).toMatchObject({ status: 400, errors: [{ path: 'gruop', code: 'field.unknown' }] });
    });

    it('REQ-SY6 that are no JSON, too large, nested too deeply or of another kind are refused as what they are', async () => {
      expect((await post('{"text":', json)).json()).toMatchObject({ status: 400, code: 'input.malformed' });
      expect((await post({ text: 'x'.repeat(1_100_000) })).json()).toMatchObject({ status: 413, code: 'body.too-large' });
      expect((await post(`${'['.repeat(40)}${']'.repeat(40)}`, json)).json()).toMatchObject({ status: 400, code: 'input.malformed' });
      for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/xml'])
        expect((await post('text=1', { 'content-type': type })).json()).toMatchObject({ status: 415, code: 'media.unsupported' });
    });
    it('that reach for the prototype are refused', async () => {
      for (const body of ['{"text":"x","__proto__":{"isAdmin":true}}', '{"text":"x","constructor":{"prototype":{"a":1}}}'])
        expect((await post(body, json)).statusCode).toBe(400);
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    });
    it('REQ-SY6 a filter that reaches for the prototype is refused by its name like any other that is not known', async () => {
      for (const [name, url] of [
        ['__proto__', '/api/customers?__proto__=1&page=1'],
        ['constructor', '/api/customers?constructor=1'],
        ['__proto__', '/api/settings?__proto__=x'],
      ]) {
        const answer = await house.app.inject({ method: 'GET', url: url!, headers: admin });
        expect(answer.json()).toMatchObject({ status: 400, code: 'input.invalid', errors: [{ path: name, code: 'field.unknown' }] });
      }
    });
    it('may be absent though their type is named; then the fields are missing', async () => {
      expect((await post('', json)).json()).toMatchObject({ status: 400, errors: [{ path: 'text', code: 'required' }] });
    });
    it('REQ-SY6 a value of another kind is told from a missing one', async () => {
      const said = async (text: unknown) => (await post({ text }, { 'accept-language': 'en' })).json().errors;
      expect(await said(5)).toEqual([{ path: 'text', code: 'type.wrong', message: 'Expected text' }]);
      expect(await said(null)).toEqual([{ path: 'text', code: 'required', message: 'Required' }]);
    });
    it('REQ-SY6 all faults are named at once, in the language asked for', async () => {
      const answer = await post({ mode: 'x', colour: 1 }, { 'accept-language': 'zh-CN' });
      expect(answer.json().errors).toEqual([
        { path: 'text', code: 'required', message: '必填' },
        { path: 'mode', code: 'choice.unknown', message: '只能是：fail, keep, slow, long' },
        { path: 'colour', code: 'field.unknown', message: '不认识的字段' },
      ]);
    });
  });

  it('an error of ours shows no internals', async () => {
    const answer = await house.app.inject({ url: '/api/probe/broken', headers: { 'x-request-id': 'r-1' } });
    expect(answer.json()).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      detail: expect.any(String),
      code: 'internal',
      requestId: 'r-1',
    });
    expect(answer.headers['x-request-id']).toBe('r-1');
    expect((await house.app.inject({ url: '/api/health', headers: { 'x-request-id': 'a\tb' } })).headers['x-request-id']).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });

  it('an address that cannot be read is a problem, not a stack', async () => {
    const answer = await house.app.inject('/api/settings/%zz');
    expect([answer.statusCode, answer.headers['content-type'], answer.json().code]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
      'input.malformed',
    ]);
  });

  it('a limited route refuses beyond its limit, says how long to wait, and opens again', async () => {
    const calls = [];
    for (let i = 0; i < 4; i++) calls.push(await post({}, {}, '/api/probe/limited'));
    expect(calls.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 429]);
    expect(Number(calls[3]!.headers['retry-after'])).toBeGreaterThan(50);
    const { headers } = await newStaff(house);
    expect((await post({}, headers, '/api/probe/limited')).statusCode).toBe(200);
    get(Clock).advance(MINUTE);
    expect((await post({}, {}, '/api/probe/limited')).statusCode).toBe(200);
  });

  describe('health', () => {
    it('REQ-SY4 answers, and says which part fails; the parts are asked once a second however often somebody looks', async () => {
      expect((await house.app.inject('/api/health')).json()).toEqual({ status: 'ok' });
      const part = get(Part);
      const answers = await Promise.all(Array.from({ length: 30 }, () => house.app.inject('/api/health/ready')));
      expect(answers.every((answer) => answer.statusCode === 200)).toBe(true);
      expect(answers[0]!.json()).toMatchObject({ status: 'ok', parts: { database: 'ok', migrations: 'ok', probe: 'ok' } });
      expect(part.asked).toBe(1);
      get(Extra).broken = true;
      await new Promise((done) => setTimeout(done, 1050));
      const degraded = await house.app.inject('/api/health/ready');
      expect([degraded.statusCode, degraded.json()]).toMatchObject([200, { status: 'degraded', parts: { extra: 'failing', probe: 'ok' } }]);
      part.broken = true;
      await new Promise((done) => setTimeout(done, 1050));
      const failing = await house.app.inject('/api/health/ready');
      expect([failing.statusCode, failing.json()]).toMatchObject([
        503,
        { status: 'unavailable', parts: { probe: 'failing', database: 'ok' } },
      ]);
      expect((await house.app.inject('/api/health')).statusCode).toBe(200);
    });

    it('REQ-SY4 the root shows the way, to people and machines', async () => {
      expect((await house.app.inject('/')).json().links.map((link: { href: string }) => link.href)).toContain('/api/docs');
      const page = await house.app.inject({ url: '/', headers: { accept: 'text/html', 'accept-language': 'en' } });
      expect(page.headers['content-type']).toContain('text/html');
      expect(page.body).toContain('Back office');
      const chinese = await house.app.inject({ url: '/', headers: { accept: 'text/html', 'accept-language': 'zh-CN' } });
      expect(chinese.body).toMatch(/<html lang="zh-CN">[^]*<a class="on" href="\/admin">管理后台<\/a>/);
    });

    it('REQ-SY7 figures are for a collector on this machine only', async () => {
      const figures = await house.app.inject('/metrics');
      expect(figures.headers['content-type']).toContain('text/plain');
      expect(figures.body).toMatch(/http_requests_total\{method="GET",route="\/api\/health\/ready",status="503"\} 1/);
      expect((await house.app.inject({ url: '/metrics', remoteAddress: '10.0.0.7' })).statusCode).toBe(404);
      expect((await house.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '10.0.0.7' } })).statusCode).toBe(404);
    });
  });

  it('REQ-SY5 other origins are let in from the list only', async () => {
    const from = (origin: string) =>
      house.app.inject({ method: 'OPTIONS', url: '/api/settings', headers: { origin, 'access-control-request-method': 'GET' } });
    expect((await from('https://crm.example.cn')).headers['access-control-allow-origin']).toBe('https://crm.example.cn');
    expect((await from('https://evil.example')).headers['access-control-allow-origin']).toBeUndefined();
  });

  it('every answer carries the headers that keep browsers from helping an attacker', async () => {
    const { headers } = await house.app.inject('/api/health');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
