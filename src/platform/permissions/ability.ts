import { buildMongoQueryMatcher, createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { $and, $or, and, or } from '@ucast/mongo2js';

export type AppAbility = MongoAbility;
export type Rule = RawRuleOf<AppAbility>;

/** CASL leaves `$and` and `$or` out, and a rule with them would silently match nothing. */
const conditionsMatcher = buildMongoQueryMatcher({ $and, $or }, { and, or });

/** Later rules win in CASL; inverted ones are put last, so that a prohibition of any role holds (spec 06, Permissions). */
export function abilityOf(rules: readonly Rule[]): AppAbility {
  return createMongoAbility([...rules.filter((r) => !r.inverted), ...rules.filter((r) => r.inverted)], { conditionsMatcher });
}

/** The system itself: schedules, start-up. */
export const systemAbility = abilityOf([{ action: 'manage', subject: 'all' }]);
