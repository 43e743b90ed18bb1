import { Check, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { flagColumn, idColumn, instantColumn, intColumn, jsonColumn, keyColumn, refColumn, textColumn } from '../database/columns.js';
import type { MessageParams } from './message.js';

/** One person was told one thing. Its text is made when it is read, in the reader's language. */
@Entity('notification')
@Index('uq_notification_batch_recipientId', ['batch', 'recipientId'], { unique: true })
@Index('uq_notification_recipientId_unreadKey', ['recipientId', 'unreadKey'], { unique: true })
@Index('ix_notification_recipientId_createdAt', ['recipientId', 'createdAt'])
@Index('ix_notification_recipientId_readAt', ['recipientId', 'readAt'])
@Index('ix_notification_createdAt', ['createdAt'])
export class Notification {
  @idColumn() id: number;
  /** Of one call: each recipient is told once. */
  @keyColumn(36) batch: string;
  /** A member of staff; the platform knows no staff table. */
  @intColumn() recipientId: number;
  @keyColumn(80) code: string;
  @jsonColumn() params: MessageParams;
  @keyColumn(300, { nullable: true }) link: string | null;
  @instantColumn() createdAt: number;
  @instantColumn({ nullable: true }) readAt: number | null;
  /** Of a message that combines, until it is read: further ones of this key become part of it. */
  @keyColumn(120, { nullable: true }) unreadKey: string | null;
}

export const DELIVERY_STATES = ['queued', 'sent', 'kept', 'failed', 'unknown', 'parked'] as const;
/**
 * `queued` not tried yet · `sent` · `kept` the channel is not configured · `failed` will be tried again at `dueAt` ·
 * `unknown` being sent, or the process or the line died while it was · `parked` given up.
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The way of one notification through one channel. */
@Entity('delivery')
@Index('uq_delivery_notificationId_channel', ['notificationId', 'channel'], { unique: true })
@Index('ix_delivery_state_createdAt', ['state', 'createdAt'])
@Index('ix_delivery_digestId', ['digestId'])
@Check('ck_delivery_state', "state IN ('queued', 'sent', 'kept', 'failed', 'unknown', 'parked')")
export class Delivery {
  @idColumn() id: number;
  @refColumn() notificationId: number;
  @ManyToOne(() => Notification, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'notificationId', foreignKeyConstraintName: 'fk_delivery_notificationId' })
  notification?: Relation<Notification>;
  @keyColumn(20) channel: string;
  @keyColumn(10) state: DeliveryState;
  @intColumn() attempts: number;
  @instantColumn({ nullable: true }) dueAt: number | null;
  /** The provider's last words. */
  @textColumn(500, { nullable: true }) answer: string | null;
  @instantColumn({ nullable: true }) triedAt: number | null;
  @instantColumn({ nullable: true }) sentAt: number | null;
  @instantColumn() createdAt: number;
  /** Waits for the digest of the day. */
  @flagColumn({ default: false }) digest: boolean;
  /** Of a digest that was made: the delivery that carries it, which may be this one. */
  @refColumn({ nullable: true }) digestId: number | null;
}
