import type { ApiDocument } from '../../src/platform/http/docs/open-api.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { PATCHABLE, type World } from '../builders/patchable.js';
import { newStaff } from '../staff.js';

/** What looks like a list and is none, and why. */
const NO_LISTS: Readonly<Record<string, string>> = {
  '/': 'where everything is',
  '/api/auth/me': 'the caller: his roles, his menu tree and his rules, which a client needs whole',
  '/api/permissions/tree': 'a tree: menu, group, permission',
  '/api/permissions/subjects': 'the words of a form',
  '/api/imports/fields': 'the words of a form',
  '/api/roles/{id}/matrix': 'a table of all permissions, saved as a whole',
  '/api/staff/{id}/assignable-roles': 'the choices of a form, each with why not',
  '/api/staff/{id}/holdings': 'how much somebody holds, by kind',
  '/api/distribution/fairness': 'a report: everybody beside his share of the whole',
  '/api/distribution/rounds/current': 'the round, drawn as one line',
  '/api/imports/{id}/undo': 'one change set, with why parts of it stay',
  '/api/customers/duplicates': 'a question before a form is sent: one answer for each key',
  '/api/notifications/preferences': 'a table of all kinds of messages, saved as a whole',
  '/api/customers/{id}/personal-data': 'what is there of one person, by kind, and what keeps it from being erased',
  '/api/customers/{id}/timeline': 'one stream out of several tables, by cursor: counting it would mean reading it',
};
/** Not JSON, or never ending. */
const OTHER = [
  '/metrics',
  '/api/docs',
  '/api/openapi.json',
  '/api/jobs/{id}/events',
  '/api/notifications/events',
  '/api/imports/template',
  '/api/imports/{id}/failed-rows',
  '/api/customer-exports/{id}/file',
  '/api/personal-data-requests/{id}/file',
];

/** Records that have lists and take no PATCH. */
const MADE: Readonly<Record<string, (world: World) => Promise<string>>> = {
  '/change-sets/{id}': async ({ house, headers, made }) => {
    const { id } = await made('/customers', { name: '批量' });
    const address = `/change-sets/${(await made('/customers/bulk/edit', { ids: [id], set: { level: 'key' } })).id}`;
    // while it runs, two looks at the list of jobs differ
    await expect
      .poll(async () => (await house.app.inject({ url: `/api${address}`, headers })).json<{ state: string }>().state, { timeout: 15_000 })
      .toBe('done');
    return address;
  },
};

interface Shown {
  items?: unknown[];
  total?: number;
  nextCursor?: string | null;
  errors?: { path: string; code: string }[];
}

describe(`every list on ${STACK}`, () => {
  let house: TestApp;
  let world: World;
  let document: ApiDocument;
  beforeAll(async () => {
    house = await startApp();
    const { id, headers } = await newStaff(house, { roles: ['administrator', 'salesperson'], departmentCode: 1001 });
    const made = async (path: string, payload: object) =>
      (await house.app.inject({ method: 'POST', url: `/api${path}`, headers, payload })).json<{ id: number }>();
    world = { house, headers, staffId: id, made };
    document = (await house.app.inject('/api/openapi.json')).json();
  });
  afterAll(() => house.close());

  const look = async (url: string, language = 'en') => {
    const answer = await house.app.inject({ url, headers: { ...world.headers, 'accept-language': language } });
    return { status: answer.statusCode, body: answer.json<Shown>() };
  };
  const gets = () => Object.keys(document.paths).filter((path) => document.paths[path]!['get'] && !OTHER.some((o) => path.startsWith(o)));
  const namesOf = (path: string) => (document.paths[path]!['get']!.parameters ?? []).filter((p) => p.in === 'query').map((p) => p.name);
  const lists = () => gets().filter((path) => namesOf(path).includes('page'));

  /** An address that answers: records are made for its parameters. */
  const known = new Map<string, string>();
  const addressOf = async (path: string): Promise<string | undefined> => {
    if (!path.includes('{')) return path;
    if (path.includes('{code}')) return path.replace('{code}', 'customer.source');
    const record = [...Object.keys(MADE), ...Object.keys(PATCHABLE)].findLast(
      (each) => path.startsWith(`/api${each}`) && !path.slice(`/api${each}`.length).includes('{'),
    );
    if (record === undefined) return undefined;
    const url = known.get(record) ?? (await (MADE[record] ?? PATCHABLE[record]!.make)(world));
    known.set(record, url);
    return path.replace(`/api${record}`, `/api${url}`);
  };

  it('what answers with rows pages them, or says here why it is no list', async () => {
    const wrong: string[] = [];
    const unseen: string[] = [];
    for (const path of gets()) {
      if (lists().includes(path)) continue;
      const address = await addressOf(path);
      if (!address) {
        if (!path.endsWith('}')) unseen.push(path);
        continue;
      }
      const { body } = await look(address);
      const rows = Object.values(body ?? {}).some((value) => Array.isArray(value) && value !== body.errors);
      // a record may have lists of its own
      if ((rows || Array.isArray(body)) && !path.endsWith('}') && !NO_LISTS[path]) wrong.push(path);
      if (body?.items && !NO_LISTS[path]) wrong.push(`${path} has items and no pages`);
    }
    expect(wrong).toEqual([]);
    expect(unseen).toEqual([]);
  });

  it('REQ-R4 REQ-SY6 documents page, pageSize, sort and cursor, and answers items, total, page, pageSize and nextCursor', async () => {
    for (const path of lists()) {
      expect([path, ...namesOf(path)]).toEqual(expect.arrayContaining(['pageSize', 'sort', 'cursor']));
      const size = document.paths[path]!['get']!.parameters!.find((p) => p.name === 'pageSize')!.schema as { maximum: number };
      expect([path, size.maximum]).toEqual([path, 100]);
      const address = (await addressOf(path))!;
      expect([path, address]).toEqual([path, expect.any(String)]);
      const { status, body } = await look(`${address}?pageSize=1`);
      expect([path, status, Object.keys(body)]).toEqual([
        path,
        200,
        expect.arrayContaining(['items', 'total', 'page', 'pageSize', 'nextCursor']),
      ]);
      expect(body).toMatchObject({ page: 1, pageSize: 1 });
      if (!body.nextCursor) continue;
      const [second, other] = [
        await look(`${address}?pageSize=1&cursor=${encodeURIComponent(body.nextCursor)}`),
        await look(`${address}?pageSize=1&page=2`),
      ];
      expect([path, second.body.items]).toEqual([path, other.body.items]);
      expect([path, second.body.items]).not.toEqual([path, body.items]);
    }
  });

  it('REQ-SY6 refuses names nobody documented, pages of no size, and cursors that are not ours, by name and in both languages', async () => {
    for (const path of lists()) {
      const address = (await addressOf(path))!;
      for (const [query, name] of [
        ['surprise=1', 'surprise'],
        ['sort=surprise', 'sort'],
        ['pageSize=101', 'pageSize'],
        ['pageSize=0', 'pageSize'],
        ['page=0', 'page'],
        ['cursor=x', 'cursor'],
      ] as const)
        for (const language of ['en', 'zh-CN']) {
          const { status, body } = await look(`${address}?${query}`, language);
          expect([path, query, status, body.errors?.map((e) => e.path)]).toEqual([path, query, 400, [name]]);
        }
      const sorts = document.paths[path]!['get']!.parameters!.find((p) => p.name === 'sort')!.schema as { enum: string[] };
      for (const sort of sorts.enum) expect([path, sort, (await look(`${address}?sort=${sort}`)).status]).toEqual([path, sort, 200]);
    }
  });
});
