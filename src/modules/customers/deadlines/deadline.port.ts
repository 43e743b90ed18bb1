import type { Exemption } from './deadline.js';

/** Port: whoever can stop a customer's clocks (enrollment: submitted or approved; contracts: active). Collected at start. */
export abstract class DeadlineExemptions {
  /** Those of the given customers whose clocks do not run, and how; joins the caller's transaction. */
  abstract of(customerIds: readonly number[]): Promise<ReadonlyMap<number, Exemption>>;
}

/** Port: a cap on open customers beside the claim rules (the quota's `maxOpen`); the smallest of all counts. Collected at start. */
export abstract class HoldingCaps {
  /** Only those who have a cap. */
  abstract of(staffIds: readonly number[]): Promise<ReadonlyMap<number, number>>;
}
