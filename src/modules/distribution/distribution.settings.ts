import { z } from 'zod';
import { defineSetting } from '../../platform/settings/setting-definition.js';
import { STRATEGIES, STRATEGY_CODES } from './strategies/strategies.js';

export const strategySetting = defineSetting<string>('distribution.strategy', {
  schema: z.enum(STRATEGY_CODES),
  initial: 'interleaved',
  label: { 'zh-CN': '分配顺序', en: 'Order of distribution' },
  help: {
    'zh-CN':
      '轮流：每人一个，循环到用完承单数；整块：按权重依次给满承单数；按权重平滑：权重即份额，均匀穿插，不看承单数；在跟最少：给在跟客户最少的人，权重只在相同时起作用。',
    en: 'Interleaved: one each, again and again. Blocks: each his whole quota before the next. Smooth by weight: weights are shares, evenly spread, whatever the numbers per round. Fewest open: to whoever holds the fewest open customers; weights only settle what is equal.',
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
