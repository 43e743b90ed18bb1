import { Controller, type DynamicModule, Get, Injectable, Module, type OnModuleInit, Param } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RbacModule } from '../../src/modules/rbac/rbac.module.js';
import { AdminModule } from '../../src/platform/admin/admin.module.js';
import { AuditModule } from '../../src/platform/audit/audit.module.js';
import { AuthApiModule } from '../../src/platform/auth/auth-api.module.js';
import { AuthModule } from '../../src/platform/auth/auth.module.js';
import type { Config } from '../../src/platform/config/config.js';
import { ConfigModule } from '../../src/platform/config/config.module.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { ContextModule } from '../../src/platform/context/context.module.js';
import { Database } from '../../src/platform/database/database.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { commonErrors } from '../../src/platform/errors/common.errors.js';
import { ErrorsModule } from '../../src/platform/errors/errors.module.js';
import { FilesModule } from '../../src/platform/files/files.module.js';
import { createApp } from '../../src/platform/http/create-app.js';
import { idParam } from '../../src/platform/http/fields.js';
import { HttpModule } from '../../src/platform/http/http.module.js';
import { JobsApiModule } from '../../src/platform/jobs/jobs-api.module.js';
import { JobsModule } from '../../src/platform/jobs/jobs.module.js';
import { NotificationsApiModule } from '../../src/platform/notifications/notifications-api.module.js';
import { NotificationsModule } from '../../src/platform/notifications/notifications.module.js';
import { permissionSets } from '../../src/platform/permissions/permission-set.js';
import { PermissionsModule } from '../../src/platform/permissions/permissions.module.js';
import { Permit } from '../../src/platform/permissions/permit.js';
import { Scope } from '../../src/platform/permissions/scope.js';
import { RecordsModule } from '../../src/platform/records/records.module.js';
import { RegistryModule } from '../../src/platform/registry/registry.module.js';
import { SettingsModule } from '../../src/platform/settings/settings.module.js';
import { VaultModule } from '../../src/platform/vault/vault.module.js';
import type { TestApp } from '../app.js';
import { ADMIN, newStaff, signIn } from '../staff.js';
import { STACK, type World } from '../world.js';
import { migratedWorld } from '../migrated.js';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });

/** Another system: a library, which says what its books are and asks nothing else of the rights. */
const bookPermissions = permissionSets.declare({
  menu: { code: 'library', label: both('图书馆', 'Library') },
  group: { code: 'library.books', label: both('图书', 'Books') },
  subjects: [
    {
      subject: 'Book',
      label: both('图书', 'Book'),
      actions: { read: both('查看', 'Read'), lend: both('借出', 'Lend') },
      fields: { shelf: both('书架', 'Shelf'), keeperId: both('管理员', 'Keeper') },
      scopes: { own: { keeperId: '${user.id}' } },
    },
  ],
});

@Injectable()
class Books implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.database.run(
      'CREATE TABLE IF NOT EXISTS test_book (id INT PRIMARY KEY, title VARCHAR(40), shelf VARCHAR(10), keeperId INT)',
    );
  }

  async reached(action: string): Promise<Record<string, unknown>[]> {
    const { sql, params } = this.scope.sql('Book', action, (field) => (['shelf', 'keeperId'].includes(field) ? `b.${field}` : undefined));
    const rows = await this.database.rows(`SELECT b.* FROM test_book b WHERE ${sql} ORDER BY b.id`, params);
    return rows.map((row) => {
      const shown = new Set(['id', 'title', ...this.scope.fields('read', 'Book', ['shelf', 'keeperId'], row)]);
      return Object.fromEntries(Object.entries(row).filter(([name]) => shown.has(name)));
    });
  }
}

@Controller('books')
class BookController {
  constructor(private readonly books: Books) {}

  @Get()
  @Permit('read', 'Book')
  async list() {
    return { books: await this.books.reached('read') };
  }

  @Get(':id/lend')
  @Permit('lend', 'Book')
  async lend(@Param({ schema: idParam() }) { id }: { id: number }) {
    const book = (await this.books.reached('lend')).find((one) => one['id'] === id);
    if (!book) throw commonErrors['not-found']();
    return book;
  }
}

@Module({ controllers: [BookController], providers: [Books, bookPermissions] })
class LibraryModule {}

/** What such a system is made of: the platform, the rights, and itself. */
const libraryOf = (config: Config): DynamicModule => ({
  module: LibraryModule,
  imports: [
    ...[ConfigModule.of(config), ContextModule, RegistryModule, DatabaseModule, ErrorsModule, HttpModule, AuthModule, PermissionsModule],
    ...[VaultModule, FilesModule, AuditModule, RecordsModule, SettingsModule, JobsModule.of(config, []), JobsApiModule],
    ...[NotificationsModule, NotificationsApiModule, AuthApiModule, AdminModule, RbacModule],
  ],
});

describe(`rights in another system on ${STACK}`, () => {
  let world: World;
  let app: NestFastifyApplication;
  let library: TestApp;
  let admin: { authorization: string };

  beforeAll(async () => {
    world = await migratedWorld();
    const config = loadConfig(world.env);
    app = await createApp(libraryOf(config), config, { logger: false });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    library = { app, world, close: () => app.close() };
    admin = await signIn(library, ADMIN.username, ADMIN.password);
  });
  afterAll(async () => {
    await app.close();
    await world.close();
  });

  const call = async (method: 'GET' | 'POST' | 'PUT', url: string, headers: object, payload?: object) =>
    app.inject({ method, url: `/api/${url}`, headers: { 'accept-language': 'en', ...headers }, ...(payload ? { payload } : {}) });

  it('REQ-B21 roles, scopes, fields and explanations work for what they have never heard of, without any of the business', async () => {
    const [reader, keeper] = [await newStaff(library), await newStaff(library)];
    const database = app.get(Database, { strict: false });
    for (const [id, keeperId] of [
      [1, reader.id],
      [2, keeper.id],
    ] as const)
      await database.run('INSERT INTO test_book (id, title, shelf, keeperId) VALUES (?, ?, ?, ?)', [id, `Book ${id}`, 'A', keeperId]);
    expect((await call('GET', 'books', reader.headers)).statusCode).toBe(403);

    const role = (await call('POST', 'roles', admin, { code: 'reader', nameZh: '读者', nameEn: 'Reader' })).json<{ id: number }>();
    const permissions = (await call('GET', 'permissions?subject=Book', admin)).json<{ items: { id: number; action: string }[] }>().items;
    expect(permissions.map((p) => p.action).sort()).toEqual(['lend', 'read']);
    const id = (action: string) => permissions.find((p) => p.action === action)!.id;
    const granted = await call('PUT', `roles/${role.id}/permissions`, admin, {
      permissions: [
        { permissionId: id('read'), reach: 'all' },
        { permissionId: id('lend'), reach: 'own' },
      ],
    });
    expect(granted.statusCode).toBe(200);
    expect((await call('PUT', `staff/${reader.id}/roles`, admin, { roleIds: [role.id] })).statusCode).toBe(200);

    expect((await call('GET', 'books', reader.headers)).json()).toEqual({
      books: [
        { id: 1, title: 'Book 1', shelf: 'A', keeperId: reader.id },
        { id: 2, title: 'Book 2', shelf: 'A', keeperId: keeper.id },
      ],
    });
    expect((await call('GET', 'books/1/lend', reader.headers)).statusCode).toBe(200);
    expect((await call('GET', 'books/2/lend', reader.headers)).statusCode).toBe(404);
    expect((await call('GET', 'books', keeper.headers)).statusCode).toBe(403);
    const narrow = (await call('POST', 'roles', admin, { code: 'visitor', nameZh: '访客', nameEn: 'Visitor' })).json<{ id: number }>();
    const own = { permissions: [{ permissionId: id('read'), reach: 'own', fields: ['shelf'] }] };
    expect((await call('PUT', `roles/${narrow.id}/permissions`, admin, own)).statusCode).toBe(200);
    expect((await call('PUT', `staff/${keeper.id}/roles`, admin, { roleIds: [narrow.id] })).statusCode).toBe(200);
    expect((await call('GET', 'books', keeper.headers)).json()).toEqual({ books: [{ id: 2, title: 'Book 2', shelf: 'A' }] });

    const why = await call('GET', `permissions/explain?userId=${reader.id}&action=lend&subject=Book`, admin);
    expect(why.json()).toMatchObject({ allowed: true });
    const menu = (await call('GET', 'auth/me', reader.headers)).json<{ menu: { code: string; title: string }[] }>().menu;
    expect(menu).toMatchObject([{ code: 'library', title: 'Library' }]);
    expect((await call('GET', 'customers', admin)).statusCode).toBe(404);
  });
});
