import { recordUses } from '../../platform/records/record-uses.js';

const QUOTAS = { 'zh-CN': '权重与承单数 {n} 条', en: 'quotas: {n}' };

/** What a salesperson's quota takes: without it he would receive whom he does not take, or nobody. */
export const distributionUses = [
  recordUses.declare({ of: 'course', table: 'quota', column: 'filters', list: 'courseIds', words: QUOTAS }),
  recordUses.declare({ of: 'customer.source', table: 'quota', column: 'filters', list: 'sources', words: QUOTAS }),
];
