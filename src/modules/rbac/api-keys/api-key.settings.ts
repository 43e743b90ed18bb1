import { z } from 'zod';
import { defineSetting } from '../../../platform/settings/setting-definition.js';

export const keyRequestsPerMinute = defineSetting<number>('auth.keyRequestsPerMinute', {
  schema: z.int().min(10).max(100_000),
  initial: 600,
  label: { 'zh-CN': '每个 API 密钥每分钟的请求数', en: 'Requests of an API key in a minute' },
  help: {
    'zh-CN': '超过后返回 429，过几秒即可继续。按每个进程计算。',
    en: 'Beyond that it hears 429 and may go on a few seconds later. Counted by each process.',
  },
  group: 'rights',
});
