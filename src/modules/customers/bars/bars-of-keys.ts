import { type KeyValues } from '../customer-keys.js';
import { BAR_KEYS } from '../ownership/holder.entity.js';

export interface BarKey {
  readonly kind: (typeof BAR_KEYS)[number][0];
  readonly value: string;
  /** It stands as his WeChat name or a contact's number: what he is known by as long as he has neither phone nor QQ. */
  readonly noted?: boolean;
}
export interface KeyBarRow extends BarKey {
  /** Null: not a bar of the key itself, but of a customer who has it. */
  readonly id: number | null;
  readonly staffId: number;
  readonly until: number;
  /** The customer who gave the key up, or was lost with it; null: he does not matter. */
  readonly fromId: number | null;
}
/** A customer as far as bars ask. */
export interface Barrable {
  readonly id: number;
  readonly ownerId: number | null;
}

/** Keys as `key_bar` names them. */
export const barKeys = (values: KeyValues): BarKey[] =>
  BAR_KEYS.flatMap(([kind]) => {
    const value = values[kind === 'external' ? 'externalId' : kind];
    return value ? [{ kind, value: kind === 'email' ? value.toLowerCase() : value }] : [];
  });

const named = ({ kind, value }: BarKey): string => `${kind}:${value}`;

/** What is among the first and not among the second. */
export function without(keys: readonly BarKey[], others: readonly BarKey[]): BarKey[] {
  const known = new Set(others.map(named));
  return keys.filter((key) => !known.has(named(key)));
}

/** The bars in force on some keys. */
export class BarsOfKeys {
  private readonly byKey = new Map<string, KeyBarRow[]>();

  constructor(bars: readonly KeyBarRow[]) {
    for (const bar of bars) this.byKey.set(named(bar), [...(this.byKey.get(named(bar)) ?? []), bar]);
  }

  /** Of those that keep the customer's owner from these keys the one that holds longest. What the customer gave up himself he may take back. */
  longest({ id, ownerId }: Barrable, keys: readonly BarKey[]): KeyBarRow | undefined {
    return this.on(keys)
      .filter((bar) => bar.staffId === ownerId && bar.fromId !== id)
      .reduce<KeyBarRow | undefined>((longest, bar) => (longest && longest.until >= bar.until ? longest : bar), undefined);
  }

  /** Those that end when this customer takes the keys back: his own bars tell who may not have him. */
  endedBy(customerId: number, keys: readonly BarKey[]): number[] {
    return this.on(keys).flatMap(({ id, fromId }) => (id !== null && fromId === customerId ? id : []));
  }

  private on(keys: readonly BarKey[]): KeyBarRow[] {
    return keys.flatMap((key) => this.byKey.get(named(key)) ?? []);
  }
}
