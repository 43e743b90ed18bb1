import { defineMessage } from '../../../platform/notifications/message.js';
import type { NameList } from '../../../platform/notifications/name-list.js';
import { lostKind, receivedKind } from '../../customers/message-kind.port.js';

export const customersHandedOver = defineMessage<{ n: number; by: string; names: NameList; staffId: number }>('customers.handed-over', {
  kind: receivedKind,
  subject: { 'zh-CN': '您接收了 {n} 个客户', en: 'Customers handed over to you: {n}' },
  body: {
    'zh-CN': '{by} 将 {n} 个客户转交给您：{names}。跟进期限从今天起算。',
    en: '{by} handed customers over to you ({n}): {names}. You have from today to follow up.',
  },
  link: ({ staffId }) => `/admin/resources/customers?filters.ownerId=${staffId}&filters.untouched=true`,
});

/** By somebody who does not manage him: nothing starts anew. */
export const customersHandedOn = defineMessage<{
  n: number;
  by: string;
  names: NameList;
  staffId: number;
  before: string;
  first: string;
}>('customers.handed-on', {
  kind: receivedKind,
  subject: { 'zh-CN': '您接收了 {n} 个客户，期限不重新计算', en: 'Customers handed on to you, their deadlines go on: {n}' },
  body: {
    'zh-CN': '{by} 将 {n} 个客户转交给您：{names}。转交不重新计算期限：最早的原定 {before}，现为 {first}。',
    en: '{by} handed customers on to you ({n}): {names}. That restarts no deadline: the first was {before} and is {first} now.',
  },
  link: ({ staffId }) => `/admin/resources/holdings?filters.ownerId=${staffId}`,
});

export const customersTakenAway = defineMessage<{ n: number; by: string; to: string; names: NameList }>('customers.taken-away', {
  kind: lostKind,
  subject: { 'zh-CN': '您的 {n} 个客户已转交给 {to}', en: 'Customers of yours handed over to {to}: {n}' },
  body: { 'zh-CN': '{by} 将您的 {n} 个客户转交给 {to}：{names}。', en: '{by} handed customers of yours over to {to} ({n}): {names}.' },
});

/** A hand-over was undone, whose customers he had before it. */
export const customersGivenBack = defineMessage<{ n: number; by: string; names: NameList; staffId: number }>('customers.given-back', {
  kind: receivedKind,
  subject: { 'zh-CN': '{n} 个客户回到您名下', en: 'Customers given back to you: {n}' },
  body: {
    'zh-CN': '{by} 撤销了转交，{n} 个客户回到您名下：{names}。期限从转交时停下的地方继续。',
    en: '{by} undid a hand-over and {n} customers are yours again: {names}. Their deadlines go on where they stood.',
  },
  link: ({ staffId }) => `/admin/resources/holdings?filters.ownerId=${staffId}`,
});

/** The same for the receiver, who did nothing with them. */
export const customersTakenBack = defineMessage<{ n: number; by: string; names: NameList; staffId: number }>('customers.taken-back', {
  kind: lostKind,
  subject: { 'zh-CN': '转交给您的 {n} 个客户已撤回', en: 'Customers handed to you were taken back: {n}' },
  body: {
    'zh-CN': '{by} 撤销了转交，{n} 个客户不再归您：{names}。',
    en: '{by} undid a hand-over, and {n} customers are yours no longer: {names}.',
  },
});
