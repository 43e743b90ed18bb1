import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { say, type TextParams } from '../../../platform/context/language.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Acting } from '../acting.js';
import { type KeyColumns, keyColumns, type KeyName, KEYS, type KeyValues } from '../customer-keys.js';
import { KEY_LABELS } from '../customers.errors.js';
import { FOR_EVER } from '../ownership/ownership.entity.js';
import { OwnershipPeople } from '../ownership/ownership-people.service.js';
import { barErrors, barWords, ENTERED_WITHOUT_YOU } from './bar.errors.js';
import { barKeys, KeyBarRepository } from './key-bar.repository.js';

export { barWords } from './bar.errors.js';

/** By his own release, and by taking a key off his own customer, somebody is barred for this many days (spec 06, End of an ownership). */
export const RELEASE_BAR_DAYS = 15;

export interface EnteredWithoutYou {
  readonly code: 'customer.lost-before';
  readonly detail: string;
  /** Null: never. */
  readonly opensAt: string | null;
}
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
type LongestBar = NonNullable<Awaited<ReturnType<KeyBarRepository['longest']>>>;

/** Bans follow the keys (spec 06, Unique keys): who is barred from one, however a customer comes by it, and what becomes of one that he gives up. */
@Injectable()
export class KeyBars {
  constructor(
    private readonly repository: KeyBarRepository,
    private readonly people: OwnershipPeople,
    private readonly scope: Scope,
    private readonly acting: Acting,
    private readonly context: Context,
    private readonly time: BusinessTime,
  ) {}

  /**
   * Whoever enters a customer whom he may not have enters him for others: he waits for distribution, which knows the bar. Another owner is chosen
   * anew, or the bar overruled. @throws customer.lost-before (409) for a colleague who is to have him.
   */
  async entering(values: KeyValues, ownerId: number | null, override: boolean): Promise<EntryOwner> {
    const bar = ownerId === null ? undefined : await this.repository.longest(ownerId, keyColumns(values), this.acting.now);
    if (!bar) return { ownerId, overruled: false };
    if (ownerId === this.acting.staffId) return { ownerId: null, overruled: false, warning: this.warning(bar) };
    if (!override) throw await this.refusal(bar);
    return { ownerId, overruled: true };
  }

  /**
   * Under the customer's lock, before his keys change. Those that he gives up stay barred for whoever was barred from him, and for an owner who takes
   * them off his own customer: entering them anew wins him no fresh clocks. @returns whether a manager has overruled a bar.
   * @throws customer.lost-before (409) for a key from which the owner is barred.
   */
  async changing(customer: Held, values: KeyValues, override: boolean): Promise<boolean> {
    if (KEYS.every((key) => values[key] === undefined)) return false;
    const was = await this.repository.keysOf(customer.id);
    const changed = KEYS.filter((key) => values[key] !== undefined && (values[key] ?? null) !== (was[key] ?? null));
    if (!changed.length) return false;
    const only = (of: KeyValues): KeyColumns => keyColumns(Object.fromEntries(changed.map((key) => [key, of[key] ?? null])));
    await this.repository.giveBack(customer.id, only(values));
    const overruled = await this.demandFree(customer, only(values), override);
    await this.keep(customer, only(was));
    return overruled;
  }

  private async demandFree({ ownerId, departmentId }: Held, keys: KeyColumns, override: boolean): Promise<boolean> {
    const bar = ownerId === null ? undefined : await this.repository.longest(ownerId, keys, this.acting.now);
    if (!bar) return false;
    const manages = ownerId !== this.acting.staffId && this.scope.can('assign', 'Customer', { ownerId, departmentId });
    if (!(override && manages)) throw await this.refusal(bar);
    return true;
  }

  private async keep({ id, ownerId }: Held, keys: KeyColumns): Promise<void> {
    const { now, staffId } = this.acting;
    const given = barKeys(keys);
    if (!given.length) return;
    const barred = new Map((await this.repository.barred(id, now)).map((bar) => [bar.staffId, bar.until]));
    if (staffId !== null && staffId === ownerId) {
      const until = this.time.startOf(this.time.addDays(this.time.dayOf(now), RELEASE_BAR_DAYS));
      barred.set(staffId, Math.max(until, barred.get(staffId) ?? 0));
    }
    await this.repository.keep(
      id,
      [...barred].flatMap(([who, until]) => given.map((key) => ({ ...key, staffId: who, until }))),
    );
  }

  private async refusal(bar: LongestBar): Promise<DomainError> {
    const name = bar.staffId === this.acting.staffId ? undefined : (await this.people.find(bar.staffId))?.name;
    const who = name ?? barWords.you[this.context.language];
    return barErrors['customer.lost-before']({ who, ...this.told(bar) }, { extra: { opensAt: opensAt(bar) } });
  }

  private warning(bar: LongestBar): EnteredWithoutYou {
    return {
      code: 'customer.lost-before',
      detail: say(ENTERED_WITHOUT_YOU, this.context.language, this.told(bar)),
      opensAt: opensAt(bar),
    };
  }

  private told({ kind, until }: LongestBar): TextParams {
    const { language } = this.context;
    const field = KEY_LABELS[kind === 'external' ? 'externalId' : (kind satisfies KeyName)][language];
    const when = until >= FOR_EVER ? barWords.forEver[language] : say(barWords.until, language, { at: this.time.format(until) });
    return { field, until: when };
  }
}

const opensAt = ({ until }: LongestBar): string | null => (until >= FOR_EVER ? null : iso(until));
