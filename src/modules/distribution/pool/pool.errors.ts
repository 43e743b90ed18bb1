import { defineErrors } from '../../../platform/errors/domain-error.js';

/** Every refusal names the rule that refused and, in `opensAt`, when it opens. */
export const poolErrors = defineErrors({
  'pool.already-claimed': { status: 409, text: { 'zh-CN': '该客户已被领取', en: 'This customer has been claimed already' } },
  'pool.lost-before': {
    status: 409,
    text: {
      'zh-CN': '{who}曾失去该客户，{until}不能再次持有（规则：失去的客户不能再领）',
      en: '{who} lost this customer before and may not have the customer again: barred {until} (rule: what one has lost one cannot take back)',
    },
  },
  'pool.claim-him': {
    status: 409,
    text: {
      'zh-CN': '该客户在公海，给自己的客户请用“领取”',
      en: 'This customer is in the public pool: what you want for yourself you claim',
    },
  },
  'pool.not-yet': {
    status: 409,
    text: {
      'zh-CN': '该客户等待自动分配，不能转给自己；进入公海后可以“领取”',
      en: 'This customer waits for distribution and cannot be handed to yourself; in the public pool it can be claimed',
    },
  },
  'pool.daily-limit': {
    status: 409,
    text: {
      'zh-CN': '今天的领取次数已用完（规则“{rule}”：每天 {limit} 个），{opens} 起可再领取',
      en: 'Today’s claims are used up (rule “{rule}”: {limit} a day); it opens at {opens}',
    },
  },
  'pool.none-claimed': {
    status: 409,
    text: { 'zh-CN': '没有领取到任何客户。{reasons}', en: 'No customer was claimed. {reasons}' },
  },
  'pool.too-soon': {
    status: 409,
    text: {
      'zh-CN': '两次领取间隔太短（规则“{rule}”：至少 {limit} 秒），{opens} 起可再领取',
      en: 'Too soon after the last claim (rule “{rule}”: {limit} s between two); it opens at {opens}',
    },
  },
  'pool.holding-limit': {
    status: 409,
    text: {
      'zh-CN': '{who}持有的未成单客户已达上限 {limit} 个（{rule}），减少后即可再接收',
      en: '{who} may hold {limit} open customers at most ({rule}); it opens as soon as there are fewer',
    },
  },
});

/** Words for the placeholders above. */
export const poolWords = {
  you: { 'zh-CN': '您', en: 'You' },
  cap: { 'zh-CN': '持有上限', en: 'cap on customers held' },
} as const;
