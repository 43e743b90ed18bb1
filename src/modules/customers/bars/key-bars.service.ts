import { Injectable } from '@nestjs/common';
import { Scope } from '../../../platform/permissions/scope.js';
import { Acting } from '../acting.js';
import { type KeyColumns, keyColumns, KEYS, type KeyValues } from '../customer-keys.js';
import { BarredKeys } from './barred-keys.service.js';
import type { BarsOfKeys } from './bars-of-keys.js';
import { BarTelling, type EnteredWithoutYou } from './bar-telling.js';
import { GivenUpKeys } from './given-up-keys.service.js';
import { type Numbered, OtherNumbers } from './other-numbers.service.js';

export { barWords } from './bar.errors.js';

/** Who has a customer that is entered. */
export interface EntryOwner {
  readonly ownerId: number | null;
  /** A manager has overruled a bar: for the log. */
  readonly overruled: boolean;
  readonly warning?: EnteredWithoutYou;
}
interface Held {
  readonly id: number;
  readonly ownerId: number | null;
  readonly departmentId: number | null;
}

/** Bans follow the keys (spec 06, Unique keys): who is barred from one, however a customer comes by it, and what becomes of one that he gives up. */
@Injectable()
export class KeyBars {
  constructor(
    private readonly bars: BarredKeys,
    private readonly givenUp: GivenUpKeys,
    private readonly telling: BarTelling,
    private readonly numbers: OtherNumbers,
    private readonly scope: Scope,
    private readonly acting: Acting,
  ) {}

  /**
   * Whoever enters a customer whom he may not have enters him for others: he waits for distribution, which knows the bar. Another owner is chosen
   * anew, or the bar overruled. @throws customer.lost-before (409) for a colleague who is to have him.
   */
  async entering(values: KeyValues & Numbered, ownerId: number | null, override: boolean): Promise<EntryOwner> {
    const keys = keyColumns(values);
    if (ownerId === null) return { ownerId, overruled: false };
    const bar = (await this.bars.of([keys])).longest({ ownerId }, keys) ?? (await this.numbers.bar(ownerId, values));
    if (!bar) return { ownerId, overruled: false };
    if (ownerId === this.acting.staffId) return { ownerId: null, overruled: false, warning: this.telling.warning(bar) };
    if (!override) throw await this.telling.refusal(bar);
    return { ownerId, overruled: true };
  }

  /**
   * Under the customer's lock, before his keys change. @returns whether a manager has overruled a bar.
   * @throws customer.lost-before (409) for a key from which the owner is barred.
   */
  async changing(customer: Held, values: KeyValues & Numbered, override: boolean): Promise<boolean> {
    if (values.wechat) await this.numbers.noting(customer.id, values);
    if (KEYS.every((key) => values[key] === undefined)) return false;
    const was = await this.givenUp.has(customer.id);
    const changed = KEYS.filter((key) => values[key] !== undefined && (values[key] ?? null) !== (was[key] ?? null));
    if (!changed.length) return false;
    const only = (of: KeyValues): KeyColumns => keyColumns(Object.fromEntries(changed.map((key) => [key, of[key] ?? null])));
    const bars = await this.bars.of([only(values)]);
    const overruled = await this.demandFree(customer, only(values), bars, override);
    await this.bars.end(bars.endedBy(customer.id, only(values)));
    await this.givenUp.takenOff(customer, only(was));
    return overruled;
  }

  private async demandFree(customer: Held, keys: KeyColumns, bars: BarsOfKeys, override: boolean): Promise<boolean> {
    const bar = bars.longest(customer, keys);
    if (!bar) return false;
    const { ownerId, departmentId } = customer;
    const manages = ownerId !== this.acting.staffId && this.scope.can('assign', 'Customer', { ownerId, departmentId });
    if (!(override && manages)) throw await this.telling.refusal(bar);
    return true;
  }
}
