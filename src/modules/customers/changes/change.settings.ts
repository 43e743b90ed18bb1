import { z } from 'zod';
import { defineSetting } from '../../../platform/settings/setting-definition.js';

export const bulkLimitSetting = defineSetting<number>('customers.bulkLimit', {
  schema: z.int().min(1).max(200_000),
  initial: 50_000,
  label: { 'zh-CN': '一次最多批量处理的客户数', en: 'Customers changed at once, at most' },
  group: 'customers',
});
