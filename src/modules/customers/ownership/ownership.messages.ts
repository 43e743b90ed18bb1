import { defineMessage } from '../../../platform/notifications/message.js';
import { lostKind } from '../message-kind.port.js';

/** One of these three per former owner and run, however many customers he lost (REQ-E6); which one is a matter of the rules' `barDays` (REQ-E8). */
export const customersReclaimed = defineMessage<{ n: number; followUp: number; deal: number }>('customers.reclaimed', {
  kind: lostKind,
  subject: { 'zh-CN': '您有 {n} 个客户已回到公海', en: '{n} of your customers went to the public pool' },
  body: {
    'zh-CN': '{n} 个客户期限已过，已回到公海：未按时跟进 {followUp} 个，未按时成单 {deal} 个。按规则您不能再领取他们。',
    en: 'The deadlines of {n} customers have passed and they went to the public pool: {followUp} not followed up in time, {deal} not closed in time. By the rules you cannot claim them again.',
  },
});

export const customersReclaimedForATime = defineMessage<{ n: number; followUp: number; deal: number; from: string }>(
  'customers.reclaimed-for-a-time',
  {
    kind: lostKind,
    subject: { 'zh-CN': '您有 {n} 个客户已回到公海', en: '{n} of your customers went to the public pool' },
    body: {
      'zh-CN': '{n} 个客户期限已过，已回到公海：未按时跟进 {followUp} 个，未按时成单 {deal} 个。按规则您在 {from} 之前不能再领取他们。',
      en: 'The deadlines of {n} customers have passed and they went to the public pool: {followUp} not followed up in time, {deal} not closed in time. By the rules you cannot claim them again before {from}.',
    },
  },
);

export const customersReclaimedUnderRules = defineMessage<{ n: number; followUp: number; deal: number; never: number; from: string }>(
  'customers.reclaimed-under-rules',
  {
    kind: lostKind,
    subject: { 'zh-CN': '您有 {n} 个客户已回到公海', en: '{n} of your customers went to the public pool' },
    body: {
      'zh-CN':
        '{n} 个客户期限已过，已回到公海：未按时跟进 {followUp} 个，未按时成单 {deal} 个。按规则其中 {never} 个您不能再领取，其余最早从 {from} 起可再领取。',
      en: 'The deadlines of {n} customers have passed and they went to the public pool: {followUp} not followed up in time, {deal} not closed in time. By the rules you cannot claim {never} of them again, the others not before {from} at the earliest.',
    },
  },
);
