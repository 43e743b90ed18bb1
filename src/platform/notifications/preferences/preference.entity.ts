import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { dayColumn, keyColumn, primaryRefColumn } from '../../database/columns.js';

/** At once, in the digest of the day, or not at all. */
export const MODES = ['now', 'digest', 'never'] as const;
export type Mode = (typeof MODES)[number];

/** When somebody does not want to be disturbed, and when he reads what has gathered. Times of day in the business time zone: `22:00`. */
@Entity('message_habit')
export class MessageHabit {
  @primaryRefColumn() recipientId: number;
  /** NULL: never quiet. Over midnight where `quietTo` is earlier. */
  @keyColumn(5, { nullable: true }) quietFrom: string | null;
  @keyColumn(5, { nullable: true }) quietTo: string | null;
  @keyColumn(5) digestAt: string;
  /** The day of his last digest: he gets one a day. */
  @dayColumn({ nullable: true }) lastDigestOn: string | null;
  @Column({ type: 'int', default: 1 }) version: number;
}

/** How somebody wants to hear of one kind of messages by one channel; at once where there is no row. */
@Entity('message_preference')
@Check('ck_message_preference_mode', "mode IN ('digest', 'never')")
export class MessagePreference {
  @primaryRefColumn() recipientId: number;
  @PrimaryColumn({ type: 'varchar', length: 40 }) kind: string;
  @PrimaryColumn({ type: 'varchar', length: 20 }) channel: string;
  @keyColumn(8) mode: Exclude<Mode, 'now'>;
}
