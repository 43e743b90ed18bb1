import { Injectable } from '@nestjs/common';
import { Scope } from '../../../platform/permissions/scope.js';
import { Acting } from '../acting.js';
import type { KeyValues } from '../customer-keys.js';
import type { RuleRow } from '../rule-row.port.js';
import { type Barrable, type BarKey, type KeyBarRow, without } from './bars-of-keys.js';
import { Bars } from './bars.service.js';
import { BarTelling, type EnteredWithoutYou } from './bar-telling.service.js';
import { CustomerNumbers, knownBy, type Numbered } from './customer-numbers.repository.js';
import { GivenUpKeys } from './given-up-keys.service.js';

/** Who has a customer that is entered. */
export interface EntryOwner {
  readonly ownerId: number | null;
  /** A manager has overruled a bar: for the log. */
  readonly overruled: boolean;
  readonly warning?: EnteredWithoutYou;
}
type Held = Barrable & RuleRow;
/** By what a customer is known since the write, and the bar that keeps his owner from it, or from those of his keys that are not only noted. */
interface Put {
  readonly bar: KeyBarRow | undefined;
  readonly keyBar: KeyBarRow | undefined;
}

/**
 * By what customers are known, given and taken (spec 06, Unique keys: bans follow the keys). First it is written, where it meets the unique indexes and
 * waits for whoever gives the same key up; then the record that results is judged, by the bars of that moment, in the same transaction.
 */
@Injectable()
export class CustomerKeys {
  constructor(
    private readonly numbers: CustomerNumbers,
    private readonly bars: Bars,
    private readonly givenUp: GivenUpKeys,
    private readonly telling: BarTelling,
    private readonly scope: Scope,
    private readonly acting: Acting,
  ) {}

  /**
   * After his rows were inserted. Whoever enters a customer whom he may not have enters him for others: he waits for distribution, which knows the bar.
   * Another owner is chosen anew, or the bar overruled. @throws customer.lost-before (409) for a colleague who is to have him.
   */
  async entered(id: number, values: KeyValues & Numbered, ownerId: number | null, override: boolean): Promise<EntryOwner> {
    await this.numbers.add([{ ...values, customerId: id }]);
    if (ownerId === null) return { ownerId, overruled: false };
    const keys = knownBy(values);
    const bar = (await this.bars.on(keys, { lock: true })).longest({ id, ownerId }, keys);
    if (!bar) return { ownerId, overruled: false };
    if (ownerId === this.acting.staffId) return { ownerId: null, overruled: false, warning: this.telling.warning(bar) };
    if (!override) throw await this.telling.refusal(bar);
    return { ownerId, overruled: true };
  }

  /**
   * Under the customer's lock, around the write. A number that somebody else notes for his owner bars nobody; a key does. @returns whether a manager has
   * overruled a bar. @throws customer.lost-before (409) for what the owner is barred from, when that makes the customer known.
   */
  async changing(customer: Held, write: () => Promise<unknown>, override = false): Promise<boolean> {
    const { bar, keyBar } = (await this.put([customer], write)).get(customer.id)!;
    const own = customer.ownerId === this.acting.staffId;
    const stands = own ? bar : keyBar;
    if (!stands) return false;
    if (own || !override || !this.scope.can('assign', 'Customer', customer)) throw await this.telling.refusal(stands);
    return true;
  }

  /** Around a write, under their locks. `partOf`: a living record that becomes part of the one customer. */
  async put(customers: readonly Barrable[], write: () => Promise<unknown>, partOf: readonly number[] = []): Promise<Map<number, Put>> {
    const ids = customers.map(({ id }) => id);
    const was = await this.numbers.known([...ids, ...partOf]);
    await write();
    await this.numbers.refresh([...ids, ...partOf]);
    const now = await this.numbers.known(ids);
    const added = new Map<number, BarKey[]>();
    for (const customer of customers) {
      const before = [customer.id, ...partOf].flatMap((id) => was.get(id) ?? []);
      await this.givenUp.takenOff(customer, without(before, now.get(customer.id)!));
      added.set(customer.id, without(now.get(customer.id)!, before));
    }
    const bars = await this.bars.on([...added.values()].flat(), { lock: true });
    await this.bars.end(ids.flatMap((id) => bars.endedBy(id, added.get(id)!)));
    return new Map(
      customers.map((customer): [number, Put] => {
        const keys = added.get(customer.id)!;
        const bar = bars.longest(customer, keys);
        return [
          customer.id,
          {
            bar,
            keyBar:
              bar &&
              bars.longest(
                customer,
                keys.filter((key) => !key.noted),
              ),
          },
        ];
      }),
    );
  }
}
