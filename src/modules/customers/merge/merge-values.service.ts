import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Acting } from '../acting.js';
import { CustomerChecks } from '../customer-checks.js';
import { KEYS, type KeyColumns, keyColumns, type KeyName, type KeyValues } from '../customer-keys.js';
import { columnsOf, CustomerRecord } from '../customer-record.js';
import { CustomerRepository } from '../customer.repository.js';
import { changeOf, type Choices, type FieldOutcome, fieldOutcomes } from './merge-fields.js';
import type { Pair } from './merge-parties.service.js';
import { MergeRepository, type WholeRow } from './merge.repository.js';
import { MergeSides } from './merge-sides.service.js';

/** What one field of one of the two said, and says now. */
export interface Change {
  readonly side: 'kept' | 'other';
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}
export interface Applied {
  readonly outcomes: readonly FieldOutcome[];
  readonly changes: readonly Change[];
}

/** The fields and keys of two records on their way into one, and back. */
@Injectable()
export class MergeValues {
  constructor(
    private readonly sides: MergeSides,
    private readonly customers: CustomerRepository,
    private readonly record: CustomerRecord,
    private readonly merges: MergeRepository,
    private readonly checks: CustomerChecks,
    private readonly acting: Acting,
  ) {}

  /** Under both locks. @throws field.forbidden (403) for a choice about a field the caller may not write, forbidden (403), stale (409). */
  async unite({ kept, other }: Pair, choices: Choices): Promise<Applied> {
    const outcomes = fieldOutcomes(await this.sides.of(kept), await this.sides.of(other), choices);
    const changed = outcomes.filter(({ kept: mine, result }) => mine !== result);
    this.checks.demandFields('update', changeOf(changed.filter(({ field }) => choices[field])), kept);
    const { staffId, now } = this.acting;
    await this.merges.entomb(other.id, now, staffId);
    await this.write(kept, changeOf(changed));
    await this.record.demandWithin(kept.id, 'read');
    const before = keyValues(other);
    const left = await this.leftOver(kept, other, outcomes);
    await this.merges.setKeys(other.id, left, keysFor(left));
    const keys = KEYS.filter((key) => before[key]).map((field): Change => ({
      side: 'other',
      field,
      before: before[field],
      after: left[field] ?? null,
    }));
    return {
      outcomes,
      changes: [...changed.map(({ field, kept: mine, result }): Change => ({ side: 'kept', field, before: mine, after: result })), ...keys],
    };
  }

  /** Takes back what nobody has changed since. `living`: the other record lives again, with its keys. @returns what the survivor's fields said and say. */
  async part({ kept, other }: Pair, changes: readonly Change[], living: boolean, buried: { at: number | null; byId: number | null }) {
    const now = (await this.sides.of(kept)).values;
    const back = changes
      .filter(({ side, field, after }) => side === 'kept' && same(now[field], after))
      .map(({ field, before, after }) => ({ field, kept: after, result: before }));
    await this.merges.setKeys(other.id, keyValues(other), {});
    await this.write(kept, changeOf(back));
    const then = new Map(changes.filter(({ side }) => side === 'other').map(({ field, before }) => [field, before]));
    const shown = { ...now, ...Object.fromEntries(back.map(({ field, result }) => [field, result])) };
    const values = Object.fromEntries(
      KEYS.map((key) => [key, (same(shown[key], then.get(key)) ? null : (then.get(key) ?? null)) as string | null]),
    );
    await this.merges.setKeys(other.id, values, living ? keysFor(values) : {}, living ? { at: null, byId: null } : buried);
    return back;
  }

  private async write(kept: WholeRow, body: Record<string, unknown>): Promise<void> {
    if (!Object.keys(body).length) return;
    const values = { ...columnsOf(body), ...keysFor(keyValues(body)), updatedAt: this.acting.now };
    if (!(await this.customers.update(kept.id, kept.version, values))) throw commonErrors.stale();
    await this.record.putBelongings(kept.id, kept.type, body);
  }

  /** Of each kind of key the value that the survivor does not show: the tombstone answers for it. One that somebody else has meanwhile is given up. */
  private async leftOver(kept: WholeRow, other: WholeRow, outcomes: readonly FieldOutcome[]): Promise<KeyValues> {
    const left: Partial<Record<KeyName, string | null>> = {};
    for (const key of KEYS) {
      const result = outcomes.find(({ field }) => field === key)!.result;
      left[key] = [other[key], kept[key]].find((value) => value && !same(value, result)) ?? null;
    }
    if (other.deletedAt !== null) for (const key of await this.merges.taken(left)) left[key as KeyName] = null;
    return left;
  }
}

const same = (a: unknown, b: unknown): boolean => (a ?? null) === (b ?? null);
const keyValues = (row: object): KeyValues =>
  Object.fromEntries(KEYS.flatMap((key) => (key in row ? [[key, (row as Record<string, unknown>)[key] as string | null]] : [])));
/** The unique columns of these values; entries of long ago may hold an address in capitals. */
const keysFor = (values: KeyValues): KeyColumns =>
  keyColumns({ ...values, ...(values.email === undefined ? {} : { email: values.email?.toLowerCase() ?? null }) });
