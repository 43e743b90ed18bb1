import { z } from 'zod';
import { defineSetting } from '../../platform/settings/setting-definition.js';
import { STRATEGIES, STRATEGY_CODES } from './strategies/strategies.js';

export const strategySetting = defineSetting<string>('distribution.strategy', {
  schema: z.enum(STRATEGY_CODES),
  initial: 'interleaved',
  label: { 'zh-CN': '分配顺序', en: 'Order of distribution' },
  help: {
    'zh-CN': '轮流：每人一个，循环到用完承单数；整块：按权重依次给满承单数。',
    en: 'Interleaved: one each, again and again. Blocks: each his whole quota before the next.',
  },
  words: Object.fromEntries(Object.entries(STRATEGIES).map(([code, { label }]) => [code, label])),
  group: 'distribution',
});

export const pendingHoursSetting = defineSetting<number | null>('distribution.pendingHours', {
  schema: z.int().min(1).max(8760).nullable(),
  initial: 72,
  label: { 'zh-CN': '无人可分配时，多少小时后进入公海', en: 'Hours after which a customer nobody can take goes to the public pool' },
  help: { 'zh-CN': '留空表示一直等待分配。', en: 'Empty: the customer waits for ever.' },
  group: 'distribution',
});
