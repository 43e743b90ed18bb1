import { defineMessage } from '../../../platform/notifications/message.js';
import type { NameList } from '../../../platform/notifications/name-list.js';
import { deadlineKind } from '../../customers/message-kind.port.js';

interface Near {
  readonly [name: string]: string | number | NameList;
  readonly n: number;
  readonly first: string;
  readonly names: NameList;
  readonly ownerId: number;
  readonly hours: number;
}
const nearSubject = { 'zh-CN': '{n} 个客户即将回到公海', en: '{n} customers are about to go to the public pool' };
const toThem = ({ ownerId, hours }: Near) => `/admin/resources/holdings?filters.ownerId=${ownerId}&filters.dueWithinHours=${hours}`;

/** One of these three per owner and step, however many customers it is about; which one is a matter of the rules' `barDays` (REQ-E8). */
export const deadlinesNear = defineMessage<Near>('customers.deadlines-near', {
  kind: deadlineKind,
  subject: nearSubject,
  body: {
    'zh-CN': '请尽快跟进以下 {n} 个客户：{names}。最早的期限是 {first}，之后他们将回到公海，按规则您不能再领取。',
    en: 'Follow up these {n} customers soon: {names}. The first deadline is {first}; after it they go to the public pool, and by the rules you cannot claim them again.',
  },
  link: toThem,
});

export const deadlinesNearForATime = defineMessage<Near & { from: string }>('customers.deadlines-near-for-a-time', {
  kind: deadlineKind,
  subject: nearSubject,
  body: {
    'zh-CN': '请尽快跟进以下 {n} 个客户：{names}。最早的期限是 {first}，之后他们将回到公海，按规则您在 {from} 之前不能再领取。',
    en: 'Follow up these {n} customers soon: {names}. The first deadline is {first}; after it they go to the public pool, and by the rules you cannot claim them again before {from}.',
  },
  link: toThem,
});

export const deadlinesNearUnderRules = defineMessage<Near & { from: string; never: number }>('customers.deadlines-near-under-rules', {
  kind: deadlineKind,
  subject: nearSubject,
  body: {
    'zh-CN':
      '请尽快跟进以下 {n} 个客户：{names}。最早的期限是 {first}，之后他们将回到公海；按规则其中 {never} 个您不能再领取，其余最早从 {from} 起可再领取。',
    en: 'Follow up these {n} customers soon: {names}. The first deadline is {first}; after it they go to the public pool. By the rules you cannot claim {never} of them again, the others not before {from} at the earliest.',
  },
  link: toThem,
});
