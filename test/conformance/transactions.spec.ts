import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ClsPluginTransactional, Propagation, Transactional, TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { ClsModule, ClsService } from 'nestjs-cls';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Database } from '../../src/platform/database/database.js';
import { Dialect } from '../../src/platform/database/dialect.js';
import { afterCommit, guardDataSource } from '../../src/platform/database/guard-data-source.js';
import { DomainError } from '../../src/platform/errors/domain-error.js';
import { RetryingTypeOrmAdapter } from '../../src/platform/database/retrying-adapter.js';
import { DATABASE_SERVER, newWorld, STACK, type World } from '../app.js';

@Injectable()
class Ledger {
  constructor(readonly database: Database) {}
  add(id: number, cents: number) {
    return this.database.run('UPDATE probe_account SET cents = cents + ? WHERE id = ?', [cents, id]);
  }
  note(text: string) {
    return this.database.run('INSERT INTO probe_entry (note) VALUES (?)', [text]);
  }
  async total() {
    return Number((await this.database.rows<{ n: number }>('SELECT SUM(cents) AS n FROM probe_account'))[0]!.n);
  }
  async notes(text: string) {
    return Number((await this.database.rows<{ n: number }>('SELECT COUNT(*) AS n FROM probe_entry WHERE note = ?', [text]))[0]!.n);
  }
  @Transactional() async record(text: string, fail = false) {
    await this.note(text);
    if (fail) throw new Error('ledger');
  }
  @Transactional(Propagation.Nested) async optional(text: string) {
    await this.note(text);
    throw new Error('nested');
  }
}

@Injectable()
class Transfers {
  calls = 0;
  constructor(
    readonly ledger: Ledger,
    readonly source: DataSource,
  ) {}
  @Transactional() async move(a: number, b: number, cents: number, text: string, fail = false) {
    this.calls++;
    await this.ledger.add(a, -cents);
    await sleep(1);
    await this.ledger.add(b, cents);
    await this.ledger.record(text, fail);
  }
  @Transactional() async withSavepoint(text: string) {
    await this.ledger.note(text);
    await this.ledger.optional(text).catch(() => 0);
    await this.ledger.note(text);
  }
  @Transactional() async bypass() {
    await this.ledger.note('lost');
    return this.source.query('SELECT COUNT(*) AS n FROM probe_entry');
  }
  @Transactional() async requiresNew() {
    await this.ledger.note('lost');
    return this.inner();
  }
  @Transactional(Propagation.RequiresNew) async inner() {
    return this.ledger.note('lost');
  }
  @Transactional() async notSupported() {
    await this.ledger.note('lost');
    return this.outside();
  }
  @Transactional(Propagation.NotSupported) async outside() {
    return this.ledger.notes('lost');
  }
  @Transactional() async crosswise(first: number, second: number, swallow: boolean) {
    this.calls++;
    await this.ledger.add(first, 1);
    await sleep(150);
    await this.ledger.add(second, 1).catch((error) => {
      if (!swallow) throw error;
    });
    await this.ledger.note('crosswise');
  }
  @Transactional() async crosswiseApart(first: number, second: number) {
    this.calls++;
    await this.ledger.add(first, 1);
    await sleep(150);
    await this.ledger.database.apart(() => this.ledger.add(second, 1)).catch(() => 0);
    await this.ledger.note('crosswise');
  }
  @Transactional() async oneByOne(texts: readonly string[], refusals: Readonly<Record<string, Error>>) {
    const refused: string[] = [];
    for (const text of texts) {
      const one = this.ledger.database.apart(async () => {
        await this.ledger.record(text);
        if (refusals[text]) throw refusals[text];
      });
      await one.catch((error: Error) => refused.push(error.message));
    }
    return refused;
  }
  @Transactional() async afterReading() {
    this.calls++;
    await this.ledger.total();
    await sleep(150);
    await this.ledger.add(1, 1);
  }
  @Transactional() async telling(told: string[], fail: boolean) {
    afterCommit(() => told.push('after'));
    await this.ledger.record('telling');
    told.push('within');
    if (fail) throw new Error('undone');
  }
  @Transactional() async readMany() {
    for (let i = 0; i < 400; i++) await this.ledger.total();
  }
}

/** Sessions of this world only: what it takes to provoke errors 1205 and 1020 without touching the server's settings. */
const SESSION = ['SET SESSION innodb_lock_wait_timeout = 1', 'SET SESSION innodb_snapshot_isolation = ON'];

describe(`transactions on ${STACK}`, () => {
  let world: World;
  let source: DataSource;
  let nest: TestingModule;
  let transfers: Transfers;
  let ledger: Ledger;
  let cls: ClsService;

  beforeAll(async () => {
    world = await newWorld();
    const options =
      STACK === 'mysql'
        ? { type: 'mariadb', url: world.env['DATABASE_URL'] ?? DATABASE_SERVER, poolSize: 20 }
        : { type: 'better-sqlite3', database: ':memory:' };
    source = await guardDataSource(new DataSource(options as DataSourceOptions), 3000).initialize();
    if (STACK === 'mysql') {
      const { pool } = source.driver as unknown as {
        pool: {
          on(event: string, listener: (connection: { query(sql: string, done: () => void): void }) => void): void;
          _freeConnections: { length: number; shift(): { destroy(): void } };
        };
      };
      pool.on('connection', (connection) => SESSION.forEach((sql) => connection.query(sql, () => undefined)));
      while (pool._freeConnections.length) pool._freeConnections.shift().destroy();
    }
    await source.query('CREATE TABLE probe_account (id INT PRIMARY KEY, cents INT NOT NULL)');
    await source.query(
      `CREATE TABLE probe_entry (id ${STACK === 'mysql' ? 'INT PRIMARY KEY AUTO_INCREMENT' : 'INTEGER PRIMARY KEY AUTOINCREMENT'}, note VARCHAR(40) NOT NULL)`,
    );
    @Module({ providers: [{ provide: DataSource, useValue: source }], exports: [DataSource] })
    class Source {}
    nest = await Test.createTestingModule({
      imports: [
        Source,
        ClsModule.forRoot({
          global: true,
          plugins: [
            new ClsPluginTransactional({ imports: [Source], adapter: new RetryingTypeOrmAdapter({ dataSourceToken: DataSource }) }),
          ],
        }),
      ],
      providers: [
        Transfers,
        Ledger,
        {
          provide: Database,
          inject: [TransactionHost],
          useFactory: (host: TransactionHost<TransactionalAdapterTypeOrm>) => new Database(host, new Dialect(STACK === 'mysql')),
        },
      ],
    }).compile();
    await nest.init();
    [transfers, ledger, cls] = [nest.get(Transfers), nest.get(Ledger), nest.get(ClsService)];
  });
  beforeEach(async () => {
    transfers.calls = 0;
    await source.query('DELETE FROM probe_entry');
    await source.query('DELETE FROM probe_account');
    for (let id = 1; id <= 20; id++) await source.query('INSERT INTO probe_account (id, cents) VALUES (?, 1000)', [id]);
  });
  afterAll(async () => {
    await nest.close();
    await source.destroy();
    await world.close();
  });

  it('a failure undoes what several services wrote', async () => {
    await expect(transfers.move(1, 2, 5, 'x', true)).rejects.toThrow('ledger');
    expect([await ledger.total(), await ledger.notes('x')]).toEqual([20_000, 0]);
    expect(Number((await source.query('SELECT cents FROM probe_account WHERE id = 1'))[0].cents)).toBe(1000);
  });

  it('a nested one is a savepoint: its failure leaves the work around it', async () => {
    await transfers.withSavepoint('kept');
    expect(await ledger.notes('kept')).toBe(2);
  });

  it('of many pieces of work a refused one takes back what it wrote and no more, unless it keeps that', async () => {
    const refusals = {
      b: new Error('refused'),
      c: new DomainError('probe.keeps', { status: 409, text: { 'zh-CN': '留', en: 'kept' } }, {}, { keeps: true }),
    };
    expect(await transfers.oneByOne(['a', 'b', 'c', 'd'], refusals)).toEqual(['refused', 'probe.keeps: kept']);
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((text) => ledger.notes(text)))).toEqual([1, 0, 1, 1]);
  });

  it.each(['bypass', 'requiresNew', 'notSupported'] as const)(
    'a query that bypasses the transaction is refused at once (%s), and all is undone',
    async (method) => {
      const began = performance.now();
      await expect(transfers[method]()).rejects.toThrow('bypasses the current transaction');
      expect(performance.now() - began).toBeLessThan(1000);
      expect(await ledger.notes('lost')).toBe(0);
    },
  );

  it('nobody sees what is not committed', async () => {
    const moving = cls.run(() => transfers.move(1, 2, 5, 'w'));
    await sleep(0);
    expect(await cls.run(() => ledger.total())).toBe(20_000);
    await moving;
    expect(await ledger.notes('w')).toBe(1);
  });

  it('200 callers at once, every other one reading, a fifth of the writers failing: no cent and no note is lost', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        cls.run(async () => {
          if (i % 2) return (await ledger.total()) === 20_000 ? 'whole' : 'torn';
          return transfers.move((i % 20) + 1, ((i * 7 + 3) % 20) + 1, 3, 'many', i % 10 === 0).then(
            () => 'moved',
            (error: Error) => error.message,
          );
        }),
      ),
    );
    const count = (outcome: string) => outcomes.filter((o) => o === outcome).length;
    expect({ moved: count('moved'), failed: count('ledger'), whole: count('whole') }).toEqual({ moved: 80, failed: 20, whole: 100 });
    expect([await ledger.total(), await ledger.notes('many')]).toEqual([20_000, 80]);
  });

  it('what is to follow a commit follows it, and nothing follows a roll-back', async () => {
    const told: string[] = [];
    await transfers.telling(told, false);
    expect(told).toEqual(['within', 'after']);
    await expect(transfers.telling(told, true)).rejects.toThrow('undone');
    expect(told).toEqual(['within', 'after', 'within']);
  });

  it('a long run of queries lets timers and sockets have their turn', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    for (const began = performance.now(); performance.now() - began < 200;) await transfers.readMany();
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  if (STACK === 'mysql') {
    it.each([false, true])(
      'a deadlock (1213) runs the outermost transaction again, also where the body swallowed it (%s)',
      async (swallow) => {
        await Promise.all([transfers.crosswise(1, 2, swallow), transfers.crosswise(2, 1, swallow)]);
        expect(transfers.calls).toBe(3);
        expect([await ledger.total(), await ledger.notes('crosswise')]).toEqual([20_004, 2]);
      },
    );

    it('a deadlock within a piece of work is that of the whole transaction, though somebody hears of it and goes on', async () => {
      await Promise.all([transfers.crosswiseApart(1, 2), transfers.crosswiseApart(2, 1)]);
      expect(transfers.calls).toBe(3);
      expect([await ledger.total(), await ledger.notes('crosswise')]).toEqual([20_004, 2]);
    });

    it('a lock that is not had in time (1205) runs it again', async () => {
      const blocker = source.createQueryRunner();
      await blocker.startTransaction();
      await blocker.query('UPDATE probe_account SET cents = cents WHERE id = 1');
      const freed = sleep(1400).then(async () => {
        await blocker.commitTransaction();
        await blocker.release();
      });
      await Promise.all([transfers.move(1, 2, 5, 'waited'), freed]);
      expect(transfers.calls).toBe(2);
      expect([await ledger.total(), await ledger.notes('waited')]).toEqual([20_000, 1]);
    });

    it('a statement on its own is run again as well, and takes effect once', async () => {
      const blocker = source.createQueryRunner();
      await blocker.startTransaction();
      await blocker.query('UPDATE probe_account SET cents = cents WHERE id = 1');
      const freed = sleep(1400).then(async () => {
        await blocker.commitTransaction();
        await blocker.release();
      });
      const [touched] = await Promise.all([cls.run(() => ledger.add(1, 7)), freed]);
      expect([touched, await ledger.total()]).toEqual([1, 20_007]);
    });

    it('a record that has changed since the snapshot (1020) runs it again', async () => {
      const variables = (await source.query("SHOW VARIABLES LIKE 'innodb_snapshot_isolation'")) as { Value: string }[];
      await Promise.all([
        transfers.afterReading(),
        sleep(50).then(() => source.query('UPDATE probe_account SET cents = cents + 1 WHERE id = 1')),
      ]);
      // servers before 10.6.18 know no snapshot isolation and take the newer row
      expect(transfers.calls).toBe(variables[0]?.Value === 'ON' ? 2 : 1);
      expect(await ledger.total()).toBe(20_002);
    });
  } else {
    it('a transaction that never ends gives the others an error with its cause, not silence', async () => {
      const holder = source.createQueryRunner();
      await holder.startTransaction();
      await expect(cls.run(() => ledger.total())).rejects.toThrow('another transaction has held the connection');
      await holder.rollbackTransaction();
      await holder.release();
      expect(await ledger.total()).toBe(20_000);
    });
  }
});
