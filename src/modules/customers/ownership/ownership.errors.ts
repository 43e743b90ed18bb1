import { defineErrors } from '../../../platform/errors/domain-error.js';

export const ownershipErrors = defineErrors({
  'customer.overdue': {
    status: 409,
    text: { 'zh-CN': '期限已过，该客户已于 {at} 回到公海', en: 'The deadline has passed: this customer went to the public pool at {at}' },
  },
});
