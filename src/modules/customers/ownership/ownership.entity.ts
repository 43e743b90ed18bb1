import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { dayColumn, idColumn, instantColumn, keyColumn, refColumn, textColumn } from '../../../platform/database/columns.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import { Customer } from '../customer.entity.js';

export const OWNERSHIP_BEGINNINGS = ['distributed', 'claimed', 'transferred', 'created', 'imported', 'handed-over', 'reopened'] as const;
export const OWNERSHIP_OUTCOMES = [
  'follow-up-overdue',
  'deal-overdue',
  'released',
  'transferred',
  'handed-over',
  'won',
  'lost',
  'deleted',
  'merged',
  'undone',
] as const;
export type OwnershipBeginning = (typeof OWNERSHIP_BEGINNINGS)[number];
export type OwnershipOutcome = (typeof OWNERSHIP_OUTCOMES)[number];
/** `barredUntil` of somebody who lost the customer for good (REQ-E8). */
export const FOR_EVER = 8_640_000_000_000_000;

/** One row per time that one salesperson held one customer (分配记录, REQ-E5). */
@Entity('ownership')
@Index('uq_ownership_openCustomerId', ['openCustomerId'], { unique: true })
@Index('ix_ownership_customerId_staffId', ['customerId', 'staffId'])
@Index('ix_ownership_staffId_beganAt', ['staffId', 'beganAt'])
@Index('ix_ownership_departmentId', ['departmentId'])
@Index('ix_ownership_endedAt', ['endedAt'])
export class Ownership {
  @idColumn() id: number;
  @refColumn() customerId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_ownership_customerId' })
  customer?: Relation<Customer>;
  /** The customer's id while this ownership is the present one, else NULL: at most one is. */
  @refColumn({ nullable: true }) openCustomerId: number | null;
  @refColumn() staffId: number;
  @ManyToOne(() => Staff, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_ownership_staffId' })
  staff?: Relation<Staff>;
  @refColumn({ nullable: true }) departmentId: number | null;
  @keyColumn(20) beganBy: OwnershipBeginning;
  @instantColumn() beganAt: number;
  @dayColumn() dealClockOn: string;
  /** Where the follow-up clock began; NULL: on the day of receipt. */
  @dayColumn({ nullable: true }) followUpClockOn: string | null;
  /** When it ended: the day of his last counting follow-up; NULL: there was none. */
  @dayColumn({ nullable: true }) followedUpOn: string | null;
  /** Who did it, where a person did. */
  @refColumn({ nullable: true }) byStaffId: number | null;
  @instantColumn({ nullable: true }) endedAt: number | null;
  @keyColumn(20, { nullable: true }) outcome: OwnershipOutcome | null;
  @textColumn(255, { nullable: true }) reason: string | null;
  @refColumn({ nullable: true }) endedByStaffId: number | null;
  /** Until when this person may not have the customer again; NULL: not barred. */
  @instantColumn({ nullable: true }) barredUntil: number | null;
}
