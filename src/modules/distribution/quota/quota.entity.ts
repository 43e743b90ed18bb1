import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  dayColumn,
  flagColumn,
  idColumn,
  instantColumn,
  intColumn,
  jsonColumn,
  primaryRefColumn,
  refColumn,
} from '../../../platform/database/columns.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import type { Filters } from '../assignment/plan.js';

/** How a salesperson takes part in distribution (权重与承单数, REQ-E1). */
@Entity('quota')
@Check('ck_quota_weight', 'weight >= 0')
@Check('ck_quota_perRound', 'perRound >= 1')
@Index('uq_quota_staffId', ['staffId'], { unique: true })
export class Quota {
  @idColumn() id: number;
  @refColumn() staffId: number;
  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_quota_staffId' })
  staff?: Relation<Staff>;
  @intColumn() weight: number;
  @intColumn() perRound: number;
  /** Most open customers he may hold; NULL: only the rules' cap. */
  @intColumn({ nullable: true }) maxOpen: number | null;
  /** Most customers that may wait for his first follow-up. */
  @intColumn({ nullable: true }) maxUntouched: number | null;
  @dayColumn({ nullable: true }) activeFrom: string | null;
  @dayColumn({ nullable: true }) activeTo: string | null;
  @jsonColumn({ nullable: true }) filters: Filters | null;
  @flagColumn() active: boolean;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @Column({ type: 'int', default: 1 }) version: number;
}

/** Where a person stands: his round, how much of it he has had, and the quota that holds for it. The rotation's memory (REQ-E3). */
@Entity('turn')
export class Turn {
  @primaryRefColumn() staffId: number;
  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_turn_staffId' })
  staff?: Relation<Staff>;
  @intColumn() round: number;
  @intColumn() used: number;
  /** In force until the round ends; a changed quota takes effect in the next one (REQ-E4). */
  @intColumn() weight: number;
  @intColumn() perRound: number;
  @instantColumn() lastReceivedAt: number;
}

/** One row; whoever hands out customers holds its lock, so that the rotation has one hand on it in all processes. */
@Entity('rotation')
export class Rotation {
  @primaryRefColumn() id: number;
  @instantColumn() lastRunAt: number;
  /** The assignments up to this id have been told to their new owners. */
  @intColumn() notifiedThrough: number;
}
