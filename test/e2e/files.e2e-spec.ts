import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Body, Controller, Get, Injectable, Module, Param, Post, Res } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Clock, DAY } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { commonErrors } from '../../src/platform/errors/common.errors.js';
import { DiskFileStore } from '../../src/platform/files/disk-file-store.js';
import { Files, type StagedFile } from '../../src/platform/files/files.js';
import { download } from '../../src/platform/http/uploads/download.js';
import { Upload, Uploads } from '../../src/platform/http/uploads/upload.interceptor.js';
import { idParam } from '../../src/platform/http/fields.js';
import { SignedIn } from '../../src/platform/permissions/permit.js';
import { type TestApp, startApp } from '../app.js';
import { signIn, type AuthHeaders } from '../staff.js';

const form = z.strictObject({ title: z.string().min(1), fail: z.string().optional() });
const id = idParam();

@Injectable()
class Papers {
  constructor(readonly files: Files) {}
  @Transactional() async add(staged: readonly StagedFile[], fail: boolean) {
    const ids = [];
    for (const file of staged) ids.push(await this.files.keep(file));
    if (fail) throw commonErrors.conflict();
    return { ids };
  }
}

@Controller('probe')
class ProbeController {
  constructor(
    readonly papers: Papers,
    readonly files: Files,
  ) {}
  @Post('papers')
  @SignedIn()
  @Upload({ files: 2, kinds: ['png', 'pdf'], maxBytes: 2000, sealed: true })
  papersOf(@Body({ schema: form }) body: z.output<typeof form>, @Uploads() uploads: StagedFile[]) {
    return this.papers.add(uploads, body.fail === 'yes');
  }
  @Post('sheets')
  @SignedIn()
  @Upload({ files: 1, kinds: ['csv', 'xlsx'], maxBytes: 300_000 })
  sheets(@Uploads() uploads: StagedFile[]) {
    return this.papers.add(uploads, false);
  }
  @Get('papers/:id')
  @SignedIn()
  async read(@Param({ schema: id }) param: z.output<typeof id>, @Res({ passthrough: true }) reply: FastifyReply) {
    const file = await this.files.get(param.id);
    return download(reply, file, await this.files.open(file), { inline: true });
  }
}
@Module({ controllers: [ProbeController], providers: [Papers] })
class ProbeModule {}

const PDF = Buffer.from('%PDF-1.7\nidentity card 110101199003070011');

describe('files', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  beforeAll(async () => {
    house = await startApp({}, undefined, [ProbeModule]);
    admin = await signIn(house);
  });
  afterAll(() => house.close());
  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });

  const send = async (
    url: string,
    parts: { name: string; filename?: string; content: string | Buffer }[],
    headers: Record<string, string> = {},
  ) => {
    const data = new FormData();
    for (const { name, filename, content } of parts) {
      if (filename === undefined) data.append(name, content.toString());
      else data.append(name, new Blob([new Uint8Array(Buffer.from(content))]), filename);
    }
    const request = new Request('http://x', { method: 'POST', body: data });
    return house.app.inject({
      method: 'POST',
      url: `/api/probe/${url}`,
      payload: Buffer.from(await request.arrayBuffer()),
      headers: { ...admin, 'accept-language': 'en', 'content-type': request.headers.get('content-type')!, ...headers },
    });
  };
  const title = { name: 'title', content: 'ID' };
  const stored = () => {
    const folder = join(house.world.env['DATA_DIR']!, 'files');
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
    } catch {
      return [];
    }
  };
  const rows = () => get(Database).rows<{ id: number; name: string; originalName: string }>('SELECT * FROM stored_file');

  it('a sealed file is unreadable at rest and whole for who may read it', async () => {
    const answer = await send('papers', [title, { name: 'file', filename: '../../etc/身份证"\r\n.pdf', content: PDF }]);
    expect(answer.statusCode).toBe(201);
    expect(stored()).toHaveLength(1);
    expect(readFileSync(stored()[0]!).includes('identity')).toBe(false);
    expect((await rows())[0]!.name).toMatch(/^\d{4}\/\d{2}\/[0-9a-f-]{36}$/);
    const read = await house.app.inject({ url: `/api/probe/papers/${answer.json().ids[0]}`, headers: admin });
    expect([read.statusCode, read.rawPayload.equals(PDF)]).toEqual([200, true]);
    expect(read.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(read.headers['content-disposition']).toMatch(/^inline; filename="[^"]+"; filename\*=UTF-8''%E8%BA%AB/);
    expect((await house.app.inject(`/api/probe/papers/${answer.json().ids[0]}`)).statusCode).toBe(401);
  });

  it('what is too large, too many, of another kind, empty, missing or no form is refused and leaves nothing', async () => {
    const before = stored().length;
    const file = { name: 'file', filename: 'a.pdf', content: PDF };
    const refusals = [
      await send('papers', [title, { ...file, content: Buffer.concat([PDF, Buffer.alloc(3000)]) }]),
      await send('papers', [title, file, file, file]),
      await send('papers', [title, file, { ...file, filename: 'a.png', content: '<svg onload="x"/>' }]),
      await send('papers', [title, { ...file, content: '' }]),
      await send('papers', [title]),
      await send('papers', [{ name: 'colour', content: 'red' }, file]),
      await house.app.inject({ method: 'POST', url: '/api/probe/papers', headers: admin, payload: { title: 'x' } }),
      await send('../settings/x/reset', [title]),
    ];
    expect(refusals.map((answer) => `${answer.statusCode} ${answer.json().code}`)).toEqual([
      '413 file.too-large',
      '400 file.too-many',
      '415 file.kind',
      '400 file.empty',
      '400 file.missing',
      '400 input.invalid',
      '415 files.multipart',
      '415 media.unsupported',
    ]);
    expect(refusals[5]!.json().errors.map((fault: { path: string }) => fault.path)).toEqual(['title', 'colour']);
    expect([stored().length, (await rows()).length]).toEqual([before, 1]);
  });

  it('a refused request takes its files away; a repeated one keeps them once', async () => {
    const file = { name: 'file', filename: 'a.pdf', content: PDF };
    expect((await send('papers', [title, { name: 'fail', content: 'yes' }, file])).statusCode).toBe(409);
    expect(stored()).toHaveLength(1);
    const first = await send('papers', [title, file], { 'idempotency-key': 'u1' });
    const again = await send('papers', [title, file], { 'idempotency-key': 'u1' });
    expect([first.statusCode, again.statusCode, again.json()]).toEqual([201, 201, first.json()]);
    expect(await rows()).toHaveLength(2);
    expect((await send('papers', [title, { ...file, content: Buffer.concat([PDF, PDF]) }], { 'idempotency-key': 'u1' })).statusCode).toBe(
      422,
    );
  });

  it('large tables go through as a stream and reach programs as a path', async () => {
    const csv = '姓名,电话\n'.repeat(12_000);
    const answer = await send('sheets', [{ name: 'file', filename: 'leads.csv', content: csv }]);
    expect(answer.statusCode).toBe(201);
    const file = await get(Files).get(answer.json().ids[0]);
    expect(await get(Files).withLocalCopy(file, async (path) => readFileSync(path, 'utf8') === csv)).toBe(true);
    expect((await send('sheets', [{ name: 'file', filename: 'leads.csv', content: csv.repeat(3) }])).json().code).toBe('file.too-large');
  });

  it('content nobody refers to is swept after a day, and only that', async () => {
    const files = get(Files);
    await files.stage(Buffer.from('a,b\n'), 'left.csv', { kinds: ['csv'], maxBytes: 10 });
    const referred = await rows();
    expect(await files.sweep()).toBe(0);
    await files.remove(referred[0]!.id);
    get(Clock).advance(DAY + 60_000);
    expect(await files.sweep()).toBeGreaterThanOrEqual(2);
    for (const { id } of await rows()) expect((await text(await files.open(await files.get(id)))).length).toBeGreaterThan(0);
    expect(stored()).toHaveLength((await rows()).length);
  });

  it('a stream that breaks leaves neither a file nor a draft', async () => {
    const before = stored().length;
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('a,b\n');
        throw new Error('the line was cut');
      })(),
    );
    await expect(get(Files).stage(broken, 'x.csv', { kinds: ['csv'], maxBytes: 1000 })).rejects.toThrow('the line was cut');
    expect(stored()).toHaveLength(before);
  });

  it('names that are no names of ours reach no path', async () => {
    const store = new DiskFileStore(join(house.world.env['DATA_DIR']!, 'files'));
    for (const name of ['../x', '/etc/passwd', 'a/../b', '', 'a\\b', 'a.b'])
      await expect(store.open(name)).rejects.toThrow('no name of a file');
  });

  it('REQ-SY4 readiness speaks of the files', async () => {
    expect((await house.app.inject('/api/health/ready')).json().parts).toMatchObject({ files: 'ok' });
  });
});
