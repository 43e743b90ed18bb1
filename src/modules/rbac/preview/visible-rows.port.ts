import type { AppAbility } from '../../../platform/permissions/ability.js';

/** Port: a module that can say how many of its rows somebody with these rights would see. A provider that extends this class is found at start. */
export abstract class VisibleRows {
  /** As in rules: `Customer`. */
  abstract readonly subject: string;
  /** A text that is the same for rights that reach the same rows. */
  abstract reachOf(ability: AppAbility): string;
  /** Exactly; without the caller's scope: it answers modules, not people. */
  abstract count(ability: AppAbility): Promise<number>;
}
