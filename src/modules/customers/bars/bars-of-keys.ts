import type { KeyColumns } from '../customer-keys.js';
import { BAR_KEYS } from '../ownership/holder.entity.js';

export interface BarKey {
  readonly kind: (typeof BAR_KEYS)[number][0];
  readonly value: string;
}
export interface KeyBarRow extends BarKey {
  readonly id: number;
  readonly staffId: number;
  readonly until: number;
  /** The customer who gave the key up; null: he does not matter. */
  readonly fromId: number | null;
}
/** A customer as far as bars ask; one who is only being entered has no id yet. */
export interface Barrable {
  readonly id?: number;
  readonly ownerId: number | null;
}

/** Keys as `key_bar` names them. */
export const barKeys = (keys: KeyColumns): BarKey[] =>
  BAR_KEYS.flatMap(([kind, column]) => (keys[column] ? [{ kind, value: keys[column] }] : []));

const named = ({ kind, value }: BarKey): string => `${kind}:${value}`;

/** The bars in force on some keys. */
export class BarsOfKeys {
  private readonly byKey = new Map<string, KeyBarRow[]>();

  constructor(bars: readonly KeyBarRow[]) {
    for (const bar of bars) this.byKey.set(named(bar), [...(this.byKey.get(named(bar)) ?? []), bar]);
  }

  /** Of those that keep the customer's owner from these keys the one that holds longest. What the customer gave up himself he may take back. */
  longest({ id, ownerId }: Barrable, keys: KeyColumns): KeyBarRow | undefined {
    return this.on(keys)
      .filter((bar) => bar.staffId === ownerId && (bar.fromId === null || bar.fromId !== id))
      .reduce<KeyBarRow | undefined>((longest, bar) => (longest && longest.until >= bar.until ? longest : bar), undefined);
  }

  /** Those that end when this customer takes the keys back: his own bars tell who may not have him. */
  endedBy(customerId: number, keys: KeyColumns): number[] {
    return this.on(keys).flatMap(({ id, fromId }) => (fromId === customerId ? id : []));
  }

  private on(keys: KeyColumns): KeyBarRow[] {
    return barKeys(keys).flatMap((key) => this.byKey.get(named(key)) ?? []);
  }
}
