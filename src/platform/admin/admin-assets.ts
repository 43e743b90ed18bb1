import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { adminErrors } from './admin.errors.js';
import { sendText, zip } from './zipped.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);

/** Made by the build (`prebundle.ts`), beside `dist/src`; from the source tree the last build's is taken. */
const OWN_BUNDLE = [here('../../../adminjs/bundle.js'), here('../../../dist/adminjs/bundle.js')];

interface Asset {
  plain: Buffer;
  zipped: Buffer;
}

function files(): ReadonlyMap<string, string | undefined> {
  const scripts = join(dirname(require.resolve('adminjs')), 'lib/frontend/assets/scripts');
  const design = join(dirname(require.resolve('@adminjs/design-system')), '../bundle.production.js');
  return new Map([
    ['global.bundle.js', join(scripts, 'global-bundle.production.js')],
    ['design-system.bundle.js', design],
    ['app.bundle.js', join(scripts, 'app-bundle.production.js')],
    ['components.bundle.js', OWN_BUNDLE.find(existsSync)],
  ]);
}

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#0b6e8f"/><path d="M8 40c8 0 8-7 16-7s8 7 16 7 8-7 16-7" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round"/><path d="M14 25c6 0 6-6 12-6s6 6 12 6 6-6 12-6" fill="none" stroke="#9fd8e8" stroke-width="5" stroke-linecap="round"/></svg>`;
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 56" width="170" height="48"><g transform="translate(2 4) scale(.75)">${ICON.slice(ICON.indexOf('<rect'), -6)}</g><text x="62" y="37" font-family="Segoe UI, Helvetica, Arial, sans-serif" font-size="25" font-weight="700" fill="#14283c">Tide CRM</text></svg>`;

/** The client's scripts, all from this site; their address changes with their content, so they may be kept by the browser. */
@Injectable()
export class AdminAssets {
  private readonly files = files();
  private readonly version = this.stamp();
  private readonly loaded = new Map<string, Promise<Asset>>();

  mount(admin: FastifyInstance): void {
    admin.get('/frontend/:version/:name', (request, reply) => this.script(request as FastifyRequest<{ Params: { name: string } }>, reply));
    const brand = { config: { adminOpen: true } };
    for (const [name, svg] of [
      ['icon', ICON],
      ['logo', LOGO],
    ] as const)
      admin.get(`/brand/${name}.svg`, brand, (_request, reply) =>
        reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(svg),
      );
  }

  url(name: string): string {
    return `/admin/frontend/${this.version}/${name}`;
  }

  private async script(request: FastifyRequest<{ Params: { name: string } }>, reply: FastifyReply): Promise<unknown> {
    const { name } = request.params;
    if (!this.files.has(name)) throw adminErrors['admin.unknown']();
    const { plain, zipped } = await (this.loaded.get(name) ?? this.load(name));
    void reply.type('text/javascript; charset=utf-8').header('cache-control', 'private, max-age=31536000, immutable');
    return sendText(request, reply, plain, zipped);
  }

  private load(name: string): Promise<Asset> {
    const loading = this.read(name).catch((error: unknown) => {
      this.loaded.delete(name);
      throw error;
    });
    this.loaded.set(name, loading);
    return loading;
  }

  private async read(name: string): Promise<Asset> {
    const file = this.files.get(name);
    const plain = file
      ? await readFile(file)
      : Buffer.from("AdminJS.UserComponents = {}; console.error('The back office was not built: run npm run build');");
    return { plain, zipped: await zip(plain) };
  }

  private stamp(): string {
    const hash = createHash('sha256');
    for (const [name, file] of this.files) hash.update(`${name}:${file ? `${statSync(file).size}:${statSync(file).mtimeMs}` : ''};`);
    return hash.digest('hex').slice(0, 12);
  }
}
