import type { Text } from '../../../platform/context/language.js';
import { defineErrors } from '../../../platform/errors/domain-error.js';

export const barErrors = defineErrors({
  'customer.lost-before': {
    status: 409,
    text: {
      'zh-CN': '{who}曾失去使用该{field}的客户，{until}不能再次持有（主管可以忽略，会写入日志）',
      en: '{who} lost the customer with this {field} before and may not have the customer again: barred {until} (a manager may overrule it; that is logged)',
    },
  },
});

/** Said to whoever enters a customer anew whom he may not have. */
export const ENTERED_WITHOUT_YOU: Text = {
  'zh-CN': '客户已录入，但不归您：您曾失去使用该{field}的客户，{until}不能再次持有。将分配给其他同事。',
  en: 'The customer is entered, but is not yours: you lost the customer with this {field} before and may not have the customer again: barred {until}. A colleague will receive the customer.',
};

/** Words of everybody who speaks of bars. */
export const barWords = {
  you: { 'zh-CN': '您', en: 'You' },
  forEver: { 'zh-CN': '永久', en: 'for good' },
  until: { 'zh-CN': '在 {at} 之前', en: 'until {at}' },
} as const;
