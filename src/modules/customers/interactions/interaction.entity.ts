import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  flagColumn,
  idColumn,
  instantColumn,
  keyColumn,
  longTextColumn,
  refColumn,
  textColumn,
} from '../../../platform/database/columns.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import { Customer } from '../customer.entity.js';

export const INTERACTION_KINDS = ['call', 'email', 'meeting', 'visit', 'message', 'other'] as const;
export type InteractionKind = (typeof INTERACTION_KINDS)[number];

/** A call, message, visit or meeting; recording one is the follow-up (跟进记录). */
@Entity('interaction')
@Check('ck_interaction_kind', `kind IN ('call', 'email', 'meeting', 'visit', 'message', 'other')`)
@Index('ix_interaction_customerId_occurredAt', ['customerId', 'occurredAt'])
@Index('ix_interaction_authorId_occurredAt', ['authorId', 'occurredAt'])
@Index('ix_interaction_nextFollowUpAt', ['nextFollowUpAt'])
export class Interaction {
  @idColumn() id: number;
  @refColumn() customerId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_interaction_customerId' })
  customer?: Relation<Customer>;
  @refColumn({ nullable: true }) authorId: number | null;
  @ManyToOne(() => Staff, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'authorId', foreignKeyConstraintName: 'fk_interaction_authorId' })
  author?: Relation<Staff> | null;
  @keyColumn(10) kind: InteractionKind;
  @instantColumn() occurredAt: number;
  @textColumn(200, { nullable: true }) place: string | null;
  @textColumn(500) summary: string;
  @longTextColumn({ nullable: true }) notes: string | null;
  /** A reminder is sent then, once (`remindedAt`). */
  @instantColumn({ nullable: true }) nextFollowUpAt: number | null;
  @instantColumn({ nullable: true }) remindedAt: number | null;
  /** Whether it restarted the owner's follow-up clock (by the owner, not future-dated, not more than a day back). */
  @flagColumn() counts: boolean;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @Column({ type: 'int', default: 1 }) version: number;
  @instantColumn({ nullable: true }) deletedAt: number | null;
}
