import type { FastifyInstance } from 'fastify';
import { apiTags } from '../../src/platform/http/docs/api-tag.js';
import type { ApiDocument } from '../../src/platform/http/docs/open-api.js';
import { errorCatalogue } from '../../src/platform/errors/domain-error.js';
import { RouteCheck } from '../../src/platform/permissions/route-check.js';
import { Declarations } from '../../src/platform/registry/declarations.js';
import { type TestApp, startApp } from '../app.js';

describe('the documentation', () => {
  let house: TestApp;
  let document: ApiDocument;
  beforeAll(async () => {
    house = await startApp();
    document = (await house.app.inject('/api/openapi.json')).json();
  });
  afterAll(() => house.close());

  const routes = () =>
    house.app
      .get(RouteCheck)
      .routes()
      .map((route) => {
        const prefixed = ['/', '/metrics'].includes(route.path) ? route.path : `/api${route.path}`;
        return { ...route, path: prefixed.replace(/:(\w+)/g, '{$1}') };
      });
  const operationOf = (route: { method: string; path: string }) => document.paths[route.path]?.[route.method.toLowerCase()];

  it('REQ-SY7 is OpenAPI 3.1 and has every route', () => {
    expect(document.openapi).toBe('3.1.0');
    const missing = routes().filter((route) => !operationOf(route));
    expect(missing.map((route) => `${route.method} ${route.path}`)).toEqual([]);
    expect(Object.values(document.paths).flatMap((operations) => Object.keys(operations))).toHaveLength(routes().length);
  });

  it('a PUT is accepted wherever a PATCH is, and lists take at least page, pageSize, sort and cursor', () => {
    const changes = Object.entries(document.paths).filter(([, operations]) => operations['patch']);
    expect(changes.length).toBeGreaterThan(15);
    const server = house.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    const served = (method: string, path: string) => server.hasRoute({ method, url: path.replace(/\{(\w+)\}/g, ':$1') });
    const without = changes.filter(([path, { put }]) => !put || !served('PATCH', path) || !served('PUT', path));
    expect(without.map(([path]) => path)).toEqual([]);
    for (const [path, { get }] of Object.entries(document.paths)) {
      const names = (get?.parameters ?? []).filter((p) => p.in === 'query').map((p) => p.name);
      if (names.includes('page')) expect([path, ...names]).toEqual(expect.arrayContaining(['pageSize', 'sort', 'cursor']));
    }
  });

  it('REQ-SY7 says of each route who may call it, how it is refused, and shows an example of its body', () => {
    const faults = routes().flatMap((route) => {
      const operation = operationOf(route)!;
      const where = `${route.method} ${route.path}`;
      const { requirement } = route;
      const wanted = [
        ...(requirement.kind === 'public' ? [] : ['401']),
        ...(requirement.kind === 'permission' ? ['403'] : []),
        ...(route.path.includes('{') ? ['404', '400'] : []),
      ];
      const bodies = Object.values(operation.requestBody?.content ?? {});
      return [
        ...(operation.summary ? [] : [`${where}: no summary`]),
        ...wanted.filter((status) => !operation.responses[status]).map((status) => `${where}: ${status} is not described`),
        ...(requirement.kind === 'permission' && !operation.description?.includes(`\`${requirement.action}\` on \`${requirement.subject}\``)
          ? [`${where}: permission not named`]
          : []),
        ...(bodies.some((media) => media.example === undefined && media.examples === undefined) ? [`${where}: no example`] : []),
        ...Object.entries(operation.responses)
          .filter(([, answer]) => !answer.description)
          .map(([status]) => `${where}: ${status} says nothing`),
      ];
    });
    expect(faults).toEqual([]);
  });

  it('REQ-SY7 files every route under exactly one thing, named as in its address, and says what the thing is', () => {
    const tags = document.tags ?? [];
    const names = tags.map((tag) => tag.name);
    expect(new Set(names).size).toBe(names.length);
    expect(tags.filter(({ name, description }) => !/^[a-z]+(-[a-z]+)*$/.test(name) || description.length < 20)).toEqual([]);
    const used = new Set<string>();
    const wrong = routes().flatMap((route) => {
      const own = operationOf(route)!.tags ?? [];
      for (const name of own) used.add(name);
      return own.length === 1 && names.includes(own[0]!) ? [] : [`${route.path}: no apiTags declaration covers it`];
    });
    expect(wrong).toEqual([]);
    expect(names.filter((name) => !used.has(name))).toEqual([]);
    const said = house.app
      .get(Declarations, { strict: false })
      .of(apiTags)
      .flatMap((tag) => Object.keys(tag.routes ?? {}));
    const there = new Set(routes().map((route) => `${route.method} ${route.path}`));
    expect(said.filter((route) => !there.has(route))).toEqual([]);
  });

  it('REQ-SY7 sums every route up in a line of its own, and names the codes of each refusal', () => {
    const summaries = routes()
      .filter((route) => route.method !== 'PUT')
      .map((route) => `${operationOf(route)!.summary} ${route.path}`);
    expect(summaries.filter((text) => /undefined|^ |\{/.test(text.split(' /')[0]!))).toEqual([]);
    const perThing = new Map<string, string[]>();
    for (const route of routes()) {
      if (route.method === 'PUT') continue;
      const { tags, summary } = operationOf(route)!;
      perThing.set(tags![0]!, [...(perThing.get(tags![0]!) ?? []), `${summary}`]);
    }
    const twice = [...perThing].flatMap(([tag, all]) => all.filter((one, i) => all.indexOf(one) !== i).map((one) => `${tag}: ${one}`));
    expect(twice).toEqual([]);
    const codes = new Set(errorCatalogue.keys());
    const named = routes().flatMap((route) =>
      Object.entries(operationOf(route)!.responses)
        .filter(([status]) => Number(status) >= 400)
        .flatMap(([, { description }]) => [...description.matchAll(/`([\w.-]+)`/g)].map((match) => match[1]!)),
    );
    expect(named.filter((code) => !codes.has(code))).toEqual([]);
    expect(operationOf({ method: 'PATCH', path: '/api/customers/{id}' })!.responses['409']!.description).toMatch(
      /`customer\.duplicate`.*`stale`/,
    );
  });

  it('REQ-SY7 names components that exist', () => {
    const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/([\w.-]+)/g)].map((match) => match[1]!);
    expect([...new Set(names)].filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(document.info.description).toContain('`idempotency.other-body`');
  });

  it('every route that is not public refuses a caller without credentials with 401 before it looks at his input', async () => {
    const closed = routes().filter((route) => route.requirement.kind !== 'public');
    const wrong: string[] = [];
    for (const route of closed) {
      const url = route.path.replace(/\{\w+\}/g, '1');
      const answer = await house.app.inject({
        method: route.method as 'GET',
        url,
        ...(['GET', 'DELETE'].includes(route.method) ? {} : { payload: { surprise: 1 } }),
      });
      if (answer.statusCode !== 401 || answer.json().code !== 'auth.required') wrong.push(`${route.method} ${url}: ${answer.statusCode}`);
    }
    expect(closed.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  it('REQ-SY7 is browsable with nothing from outside', async () => {
    const page = await house.app.inject('/api/docs');
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) {
      expect(source).toMatch(/^\/api\/docs\//);
      const asset = await house.app.inject(source);
      expect([source, asset.statusCode]).toEqual([source, 200]);
    }
    expect((await house.app.inject('/api/docs/assets/..%2fpackage.json')).statusCode).toBe(400);
  });
});
