import type { Customer } from './customer.entity.js';

/**
 * Every column that a condition of a rule about customers may name: the fields that have one, and who entered him. A row that lacks one of them would be
 * outside of any prohibition that asks for it.
 */
export const RULE_COLUMNS = [
  'type',
  'name',
  'phone',
  'qq',
  'wechat',
  'email',
  'gender',
  'area',
  'address',
  'postCode',
  'website',
  'source',
  'referredById',
  'status',
  'level',
  'satisfaction',
  'credit',
  'externalId',
  'notes',
  'doNotCall',
  'doNotMail',
  'holding',
  'ownerId',
  'departmentId',
  'ownedSince',
  'lastFollowUpAt',
  'reclaimAt',
  'createdAt',
  'createdById',
] as const satisfies readonly (keyof Customer)[];
export type RuleColumn = (typeof RULE_COLUMNS)[number];

/** What rules about a customer are asked of; flags are numbers where no entity was made of the row. */
export type RuleRow = Readonly<
  Omit<Pick<Customer, RuleColumn>, 'doNotCall' | 'doNotMail'> & { doNotCall: boolean | number; doNotMail: boolean | number }
>;

const NEWCOMER = {
  ...Object.fromEntries(RULE_COLUMNS.map((column) => [column, null])),
  type: 'person',
  status: 'open',
  holding: 'pending',
  doNotCall: false,
  doNotMail: false,
};
/** What a customer is who is entered at `createdAt`, beside what else is said of him. */
export const newcomerRow = (said: Partial<RuleRow> & Pick<RuleRow, 'createdAt'>): RuleRow => ({ ...NEWCOMER, ...said }) as RuleRow;

/** They, of `customer c`; `others` stand for columns that mean something else where they are asked. */
export const ruleColumnsSql = (others: Partial<Record<RuleColumn, string>> = {}): string =>
  RULE_COLUMNS.map((column) => (others[column] === undefined ? `c.${column}` : `${others[column]} AS ${column}`)).join(', ');
