import { defineMessage } from '../../../platform/notifications/message.js';

/** One per former owner and run, however many customers he lost (REQ-E6). */
export const customersReclaimed = defineMessage<{ n: number; followUp: number; deal: number }>('customers.reclaimed', {
  subject: { 'zh-CN': '您有 {n} 个客户已回到公海', en: '{n} of your customers went to the public pool' },
  body: {
    'zh-CN': '{n} 个客户期限已过，已回到公海：未按时跟进 {followUp} 个，未按时成单 {deal} 个。按规则您不能再领取他们。',
    en: 'The deadlines of {n} customers have passed and they went to the public pool: {followUp} not followed up in time, {deal} not closed in time. By the rules you cannot claim them again.',
  },
});
