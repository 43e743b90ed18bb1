import { z } from 'zod';
import { iso } from '../context/clock.js';
import type { Language } from '../context/language.js';
import { flagParam, intParam } from '../http/fields.js';
import { listQuery } from '../http/list-query.js';
import { DELIVERY_SORTS } from './delivery.repository.js';
import { messageText } from './message-text.js';
import { type Delivery, DELIVERY_STATES, type Notification } from './notification.entity.js';
import { NOTIFICATION_SORTS } from './notification.repository.js';

export const notificationQuery = listQuery({ sorts: Object.keys(NOTIFICATION_SORTS), search: false, filters: { unread: flagParam() } });
export type NotificationQuery = z.output<typeof notificationQuery>;

export const deliveryQuery = listQuery({
  sorts: Object.keys(DELIVERY_SORTS),
  search: false,
  filters: { state: z.enum(DELIVERY_STATES).optional(), channel: z.string().min(1).max(20).optional(), recipientId: intParam(1) },
});
export type DeliveryQuery = z.output<typeof deliveryQuery>;

export function notificationView(notification: Notification, language: Language) {
  const { id, code, params, link } = notification;
  return {
    id,
    code,
    ...messageText(code, params, language),
    link,
    createdAt: iso(notification.createdAt),
    readAt: iso(notification.readAt),
  };
}
export type NotificationView = ReturnType<typeof notificationView>;

export function deliveryView(delivery: Delivery, language: Language) {
  const { id, channel, state, attempts, answer } = delivery;
  const { recipientId, code, params } = delivery.notification!;
  const { subject, body } = messageText(code, params, language);
  return {
    id,
    channel,
    state,
    attempts,
    answer,
    /** Waits for the digest of the day, or was part of one. */
    digest: delivery.digest,
    recipientId,
    code,
    subject,
    body,
    dueAt: iso(delivery.dueAt),
    triedAt: iso(delivery.triedAt),
    sentAt: iso(delivery.sentAt),
    createdAt: iso(delivery.createdAt),
  };
}
export type DeliveryView = ReturnType<typeof deliveryView>;
