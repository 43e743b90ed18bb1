import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { BAR_KEYS } from '../ownership/holder.entity.js';
import type { BarKey, KeyBarRow } from './bars-of-keys.js';

export interface Bar {
  readonly customerId: number;
  readonly staffId: number;
  readonly until: number;
}
type Ids = readonly number[];

/** What bars somebody (`b`) from a key: the key given up, or a customer lost who has it and is not his by now. `from`: whom that bars from himself. */
const GIVEN_UP = { tables: 'key_bar b', where: '', kind: 'b.kind', value: 'b.value', from: 'b.fromId' };
const LOST = {
  tables: 'ownership b JOIN customer l ON l.id = b.customerId',
  where: ' AND (l.ownerId IS NULL OR l.ownerId <> b.staffId)',
  kind: `'phone'`,
  value: 'l.phoneKey',
  from: 'b.customerId',
};
const LOST_BY_NUMBER = {
  ...LOST,
  tables: `ownership b JOIN customer_number x ON x.customerId = b.customerId AND x.kind = 'phone' JOIN customer l ON l.id = b.customerId`,
  value: 'x.value',
};

/** Who is barred from whom, each by a key or number of his. Keys are unique, so that the same key is another customer's by a number alone. */
const KEYED = [
  ...BAR_KEYS.map(([kind, column]) => ({ bar: GIVEN_UP, on: `customer c ON b.kind = '${kind}' AND c.${column} = b.value`, id: 'c.id' })),
  ...[GIVEN_UP, LOST, LOST_BY_NUMBER].map((bar) => ({
    bar,
    on: `customer_number n ON n.kind = ${bar.kind} AND n.value = ${bar.value}`,
    id: 'n.customerId',
  })),
  { bar: LOST_BY_NUMBER, on: 'customer c ON c.phoneKey = x.value', id: 'c.id' },
];

/** Beyond a thousand MariaDB joins the list of ids like a table, in a worse order. */
const IDS_PER_STATEMENT = 500;

/** How a number stands in a statement: itself, or a `?`. */
type Written = (n: number) => string;
const literal: Written = (n) => String(Number(n));
const among = (column: string, ids: Ids | undefined, written: Written) => (ids ? ` AND ${column} IN (${ids.map(written).join(', ')})` : '');

/** Who may not have whom (REQ-E8): the one place that says so, for one customer, for many, and as a filter. */
@Injectable()
export class BarRepository {
  constructor(private readonly database: Database) {}

  /** The ids of the customers whom this person may not have, as a SELECT. */
  idsFor(staffId: number, now: number): string {
    return this.selects(undefined, [staffId], now, '').join(' UNION ');
  }

  /** One for ownerships that were lost, and one for each way in which a key or number of the customer bars. */
  private selects(customerIds: Ids | undefined, staffIds: Ids | undefined, now: number, columns: string, written = literal): string[] {
    const select = (id: string, from: string, where: string) =>
      `SELECT ${id} AS customerId${columns} FROM ${from} WHERE b.barredUntil > ${written(now)}${where}${among(id, customerIds, written)}${among('b.staffId', staffIds, written)}`;
    const keyed = KEYED.map(({ bar, on, id }) =>
      select(id, `${bar.tables} JOIN ${on}`, `${bar.where} AND (${bar.from} IS NULL OR ${bar.from} <> ${id})`),
    );
    return [select('b.customerId', 'ownership b', ''), ...keyed];
  }

  /** Between these customers and this staff, or everybody. A pair may come several times. */
  async between(customerIds: Ids, staffIds: Ids | undefined, now: number): Promise<Bar[]> {
    const bars: Bar[] = [];
    for (let i = 0; i < customerIds.length; i += IDS_PER_STATEMENT) {
      const some = customerIds.slice(i, i + IDS_PER_STATEMENT);
      const one = some.length === 1 && staffIds?.length === 1;
      const params: number[] = [];
      const marked: Written = (n) => (params.push(n), '?');
      const selects = this.selects(some, staffIds, now, ', b.staffId, b.barredUntil AS until', one ? marked : literal);
      bars.push(...(await this.database.rows<Bar>(selects.join(' UNION ALL '), params, { prepared: one })));
    }
    return bars.map((row) => ({ ...row, until: Number(row.until) }));
  }

  /** Whoever's bars hold on these keys. `lock`: as they are at this moment, and until the transaction ends nobody adds one. */
  async on(keys: readonly BarKey[], now: number, { lock }: { lock: boolean }): Promise<KeyBarRow[]> {
    const asked = BAR_KEYS.map(([kind]) => ({ kind, values: [...new Set(keys.flatMap((key) => (key.kind === kind ? key.value : [])))] }));
    const some = asked.filter(({ values }) => values.length);
    if (!some.length) return [];
    const { dialect } = this.database;
    const given = await this.database.rows<KeyBarRow>(
      `SELECT id, staffId, kind, value, barredUntil AS until, fromId FROM key_bar${dialect.forceIndex('ix_key_bar_kind_value')}
        WHERE (${some.map(({ kind, values }) => `(kind = '${kind}' AND value IN (${marks(values)}))`).join(' OR ')}) AND barredUntil > ?${lock ? dialect.forShare() : ''}`,
      [...some.flatMap(({ values }) => values), now],
    );
    const [{ values: phones }] = asked as [(typeof asked)[number]];
    const lost = phones.length ? await this.lost(phones, now) : [];
    return [...given, ...lost].map((row) => ({ ...row, until: Number(row.until) }));
  }

  private lost(phones: readonly string[], now: number): Promise<KeyBarRow[]> {
    const selects = [LOST, LOST_BY_NUMBER].map(
      ({ tables, where, value, from }) =>
        `SELECT NULL AS id, b.staffId, 'phone' AS kind, ${value} AS value, b.barredUntil AS until, ${from} AS fromId FROM ${tables}
          WHERE ${value} IN (${marks(phones)}) AND b.barredUntil > ?${where}`,
    );
    return this.database.rows(
      selects.join(' UNION ALL '),
      selects.flatMap(() => [...phones, now]),
    );
  }
}
