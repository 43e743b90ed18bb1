import { recordUses } from '../../platform/records/record-uses.js';
import { FIELD_DICTIONARIES } from './customers.dictionaries.js';

const CUSTOMERS = { 'zh-CN': '客户 {n} 位', en: 'customers: {n}' };
const DEADLINE_RULES = { 'zh-CN': '期限规则 {n} 条', en: 'deadline rules: {n}' };

/** What customers and their rules hold of other rows: those are deactivated, not deleted under them. */
export const customersUses = [
  ...Object.entries(FIELD_DICTIONARIES).map(([column, of]) => recordUses.declare({ of, table: 'customer', column, words: CUSTOMERS })),
  recordUses.declare({ of: FIELD_DICTIONARIES.source, table: 'deadline_rule', column: 'source', words: DEADLINE_RULES }),
  recordUses.declare({ of: 'course', table: 'customer_course', column: 'courseId', words: CUSTOMERS }),
  recordUses.declare({ of: 'department', table: 'customer', column: 'departmentId', words: CUSTOMERS }),
  recordUses.declare({ of: 'department', table: 'deadline_rule', column: 'departmentId', words: DEADLINE_RULES }),
  recordUses.declare({
    of: 'department',
    table: 'claim_rule',
    column: 'departmentId',
    words: { 'zh-CN': '领取规则 {n} 条', en: 'claim rules: {n}' },
  }),
];
