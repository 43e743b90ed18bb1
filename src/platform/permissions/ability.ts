import { buildMongoQueryMatcher, createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { $and, $or, and, or } from '@ucast/mongo2js';

export type AppAbility = MongoAbility;
export type Rule = RawRuleOf<AppAbility>;

const plain = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value) as number;

/** As the database compares: flags are 0 and 1, and what is absent is neither less nor more than anything. */
function compare(a: unknown, b: unknown): -1 | 0 | 1 {
  const [x, y] = [plain(a), plain(b)];
  if (x === y) return 0;
  if (x === null || x === undefined || y === null || y === undefined) return NaN as 0;
  return x > y ? 1 : -1;
}

/** CASL leaves `$and` and `$or` out, and a rule with them would silently match nothing. */
const conditionsMatcher = buildMongoQueryMatcher({ $and, $or }, { and, or }, { compare });

/** Later rules win in CASL; inverted ones are put last, so that a prohibition of any role holds (spec 06, Permissions). */
export function abilityOf(rules: readonly Rule[]): AppAbility {
  return createMongoAbility([...rules.filter((r) => !r.inverted), ...rules.filter((r) => r.inverted)], { conditionsMatcher });
}

/** The system itself: schedules, start-up. */
export const systemAbility = abilityOf([{ action: 'manage', subject: 'all' }]);
