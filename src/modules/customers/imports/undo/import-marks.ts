import type { Vault } from '../../../../platform/vault/vault.js';

/** What a row gave to a customer who was there: only what was empty, so that the marks of the values tell what is still the import's. */
export interface Filled {
  readonly marks: Readonly<Record<string, string>>;
  readonly tags: readonly number[];
  readonly courses: readonly number[];
  /** His version since. */
  readonly version: number;
}

/** By this a value is known again without being kept. */
export const markOf = (vault: Vault, setId: number, customerId: number, field: string, value: unknown): string =>
  vault.blindIndex(String(value), `customer_change.${setId}.${customerId}.${field}`).slice(0, 32);
