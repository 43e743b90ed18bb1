import { z } from 'zod';
import { version } from '../../http/fields.js';
import { defineRules } from '../../http/validation-messages.js';
import { MODES } from './preference.entity.js';

defineRules({
  'time-of-day.invalid': { 'zh-CN': '时间应写作 08:30', en: 'A time of day is written like 08:30' },
  'messages.quiet-half': {
    'zh-CN': '免打扰的开始与结束须一起填写或一起留空',
    en: 'Quiet hours have both a beginning and an end, or neither',
  },
  'messages.kind-unknown': { 'zh-CN': '没有这类消息', en: 'There is no such kind of messages' },
  'messages.channel-unknown': { 'zh-CN': '没有这个渠道', en: 'There is no such channel' },
  'messages.must': {
    'zh-CN': '这类消息关系到账号安全，不能关闭或延后',
    en: 'These messages are about the safety of your account: they cannot be put off or switched off',
  },
  'messages.no-digest': { 'zh-CN': '该渠道没有每日摘要', en: 'This channel has no digest' },
});

const timeOfDay = () => z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'time-of-day.invalid' });

export const preferenceChange = z.strictObject({
  version: version(),
  quietFrom: timeOfDay()
    .nullable()
    .optional()
    .meta({ description: 'Quiet hours in the business time zone, over midnight where the end is earlier; null: none.', example: '22:00' }),
  quietTo: timeOfDay().nullable().optional().meta({ example: '07:00' }),
  digestAt: timeOfDay().optional().meta({ description: 'When the digest of the day goes out.', example: '08:30' }),
  kinds: z
    .record(z.string().max(40), z.record(z.string().max(20), z.enum(MODES)))
    .optional()
    .meta({
      description: 'By kind and channel: at once, in the digest, or not at all. What is not named stays as it is.',
      example: { 'customers.received': { email: 'digest' } },
    }),
});
export type PreferenceChange = z.output<typeof preferenceChange>;
