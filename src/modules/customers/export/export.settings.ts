import { z } from 'zod';
import { defineSetting } from '../../../platform/settings/setting-definition.js';

export const exportLimitSetting = defineSetting<number>('customers.exportLimit', {
  schema: z.int().min(1).max(500_000),
  initial: 100_000,
  label: { 'zh-CN': '一次最多导出的客户数', en: 'Customers exported at once, at most' },
  group: 'customers',
});
