import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';

export type AppAbility = MongoAbility;
export type Rule = RawRuleOf<AppAbility>;

/** Later rules win in CASL; inverted ones are put last, so that a prohibition of any role holds (spec 06, Permissions). */
export function abilityOf(rules: readonly Rule[]): AppAbility {
  return createMongoAbility([...rules.filter((r) => !r.inverted), ...rules.filter((r) => r.inverted)]);
}

/** The system itself: schedules, start-up. */
export const systemAbility = abilityOf([{ action: 'manage', subject: 'all' }]);
