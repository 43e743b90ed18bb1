import { Injectable } from '@nestjs/common';
import { Audit, type AuditRecord } from '../audit/audit.js';
import { Clock } from '../context/clock.js';
import { Database } from '../database/database.js';
import { foreignKeyViolation } from '../database/database-errors.js';
import { commonErrors } from '../errors/common.errors.js';
import { changesNothing, given } from '../http/given.js';
import { type ListQuery, type Page, pageOf } from '../http/list-query.js';
import { FieldSight, type Shown } from '../permissions/field-sight.js';
import { Scope } from '../permissions/scope.js';
import type { KeptRow, RecordKind } from './record-kind.js';
import { RecordUses } from './record-uses.js';

/**
 * Rows that people keep by hand: found in the caller's reach, shown and changed within his field rules and only from the version he read, told to the
 * change log. A service says what its kind is and which rules are its own; its verbs own the transaction.
 */
@Injectable()
export class Records {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly sight: FieldSight,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly uses: RecordUses,
  ) {}

  /** A filter of the list is a column of that name. @throws field.forbidden (403) for a filter or sort by a field that the caller sees nowhere. */
  async page<E extends KeptRow, V extends { id: number }>(
    kind: RecordKind<E>,
    query: ListQuery,
    view: (row: E) => V,
  ): Promise<Page<Shown<V>>> {
    const { page, pageSize, cursor, search, ...asked } = query;
    const { sort = this.firstSort(kind), ...filters } = asked;
    const rows = this.scope.query(kind.entity, 'r', kind.subject);
    const filtered = given(filters);
    const ordered = kind.sorts[sort.replace(/^-/, '')] ?? 'id';
    this.sight.narrow(rows, kind.subject, [...Object.keys(filtered), ordered], column);
    for (const [name, value] of Object.entries(filtered)) rows.andWhere(`r.${name} = :${name}`, { [name]: value });
    this.sight.searched(rows, search, kind.subject, kind.names, column);
    const found = await pageOf(rows, { page, pageSize, sort, cursor }, { ...kind.sorts, id: 'id' }, 'id');
    return { ...found, items: found.items.map((row) => this.sight.shown(kind.subject, view(row), row)) };
  }

  /** What the caller may see of a row. @throws not-found (404) outside his scope. */
  async show<E extends KeptRow, V extends { id: number }>(kind: RecordKind<E>, id: number, view: (row: E) => V): Promise<Shown<V>> {
    const row = await this.find(kind, id);
    return this.sight.shown(kind.subject, view(row), row);
  }

  /** @throws not-found (404) outside the caller's scope; forbidden (403) for one he may read, but not do that to. */
  async find<E extends KeptRow>(kind: RecordKind<E>, id: number, action = 'read'): Promise<E> {
    const row = await this.within(kind, id, action);
    if (row) return row;
    throw action !== 'read' && (await this.within(kind, id, 'read')) ? commonErrors.forbidden() : commonErrors['not-found']();
  }

  /** `derived`: columns that follow from what is given. @returns the id. @throws forbidden, field.forbidden (403), unique.violated (409). */
  async add<E extends KeptRow>(kind: RecordKind<E>, values: Partial<E>, derived: Partial<E> = {}): Promise<number> {
    const named = given(values);
    this.scope.demand('create', kind.subject);
    this.scope.demandFields('create', kind.subject, Object.keys(named), kind.fields);
    const after = { ...kind.initial, ...named };
    const now = this.clock.now();
    const row = { ...after, ...derived, version: 1, createdAt: now, updatedAt: now };
    const { identifiers } = await this.database.repository(kind.entity).insert(row as never);
    const id = Number(identifiers[0]!['id']);
    await this.demandWithin(kind, id, 'create');
    if (this.scope.limitsFields('create', kind.subject))
      this.scope.demandFields('create', kind.subject, Object.keys(named), kind.fields, { ...row, id });
    await this.log(kind, id, 'create', { after });
    return id;
  }

  /** @returns whether that changes anything. @throws not-found (404), forbidden, field.forbidden (403), stale, unique.violated (409). */
  async change<E extends KeptRow>(
    kind: RecordKind<E>,
    id: number,
    { version, ...values }: Partial<E>,
    derived: Partial<E> = {},
  ): Promise<boolean> {
    const named = given(values);
    const before = await this.find(kind, id, 'update');
    this.scope.demandFields('update', kind.subject, Object.keys(named), kind.fields, before);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, named)) return false;
    const after = { ...named, ...derived, version: before.version + 1, updatedAt: this.clock.now() };
    const { affected } = await this.database.repository(kind.entity).update({ id, version: before.version } as never, after as never);
    if (affected !== 1) throw commonErrors.stale();
    await this.demandWithin(kind, id, 'read', 'update');
    await this.log(kind, id, 'update', { before: told(kind, before), after: told(kind, { ...before, ...named }) });
    return true;
  }

  /** @throws not-found (404), forbidden (403), in-use (409) for one that is referred to. */
  async remove<E extends KeptRow>(kind: RecordKind<E>, id: number): Promise<void> {
    const before = await this.find(kind, id, 'delete');
    const uses = await this.usesOf(kind, before);
    if (uses) throw this.inUse(kind, before, uses);
    const gone = await this.database
      .repository(kind.entity)
      .delete({ id } as never)
      .catch(async (error: unknown) => {
        // somebody has begun to need it meanwhile
        throw foreignKeyViolation(error) ? this.inUse(kind, before, await this.usesOf(kind, before)) : error;
      });
    if (gone.affected !== 1) throw commonErrors['not-found']();
    await this.log(kind, id, 'delete', { before: told(kind, before) });
  }

  private usesOf<E extends KeptRow>(kind: RecordKind<E>, row: E): Promise<string> {
    return this.uses.ofRow(this.database.repository(kind.entity).metadata.tableName, row.id);
  }

  private inUse<E extends KeptRow>(kind: RecordKind<E>, row: E, uses: string): Error {
    const [name] = kind.names;
    const called = this.sight.sees(kind.subject, name, row) ? String(row[name]) : `#${row.id}`;
    return commonErrors['in-use']({ what: this.uses.named(called, uses) });
  }

  /** The kind's own, unless it tells what the caller does not see on every row. */
  private firstSort<E extends KeptRow>({ subject, sorts }: RecordKind<E>): string {
    const [name, field] = Object.entries<string>(sorts)[0]!;
    return this.sight.everywhere(subject, field) ? name : 'id';
  }

  private within<E extends KeptRow>({ entity, subject }: RecordKind<E>, id: number, action: string): Promise<E | null> {
    return this.scope.query(entity, 'r', subject, action).andWhere('r.id = :id', { id }).getOne();
  }

  /** In the transaction that wrote it: nobody adds a row that he may not add, or moves one to where he may not change it. @throws forbidden (403) */
  private async demandWithin<E extends KeptRow>(kind: RecordKind<E>, id: number, ...actions: readonly string[]): Promise<void> {
    for (const action of actions) if (!(await this.within(kind, id, action))) throw commonErrors.forbidden();
  }

  private log<E extends KeptRow>(kind: RecordKind<E>, id: number, action: string, values: Pick<AuditRecord, 'before' | 'after'>) {
    return this.audit.record({ subject: kind.subject, subjectId: kind.logged ? `${kind.logged}-${id}` : id, action, ...values });
  }
}

const column = (field: string): string => `r.${field}`;
const told = <E extends KeptRow>({ fields }: RecordKind<E>, row: E) => Object.fromEntries(fields.map((field) => [field, row[field]]));
