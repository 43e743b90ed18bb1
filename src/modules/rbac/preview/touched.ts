import type { Grant } from '../permissions/granted-rule.js';
import type { RightsHolder } from '../rights/rights.repository.js';

/** Somebody, with what all his roles give him now and would give him then. */
export interface Touched {
  readonly name: string;
  readonly holder: RightsHolder;
  readonly before: readonly Grant[];
  readonly after: readonly Grant[];
}
