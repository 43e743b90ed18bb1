import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  flagColumn,
  hugeJsonColumn,
  idColumn,
  instantColumn,
  intColumn,
  keyColumn,
  refColumn,
} from '../../../platform/database/columns.js';
import { Customer } from '../../customers/customer.entity.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import type { AbsentReason, Passed } from './plan.js';

/** One batch of automatic distribution and everybody who could have taken part in it. */
@Entity('distribution_run')
@Index('ix_distribution_run_at', ['at'])
export class DistributionRun {
  @idColumn() id: number;
  @instantColumn() at: number;
  @keyColumn(20) strategy: string;
  @intColumn() assigned: number;
  @intColumn() unassigned: number;
  @hugeJsonColumn() roster: RosterEntry[];
}

/** A person with a quota at the time of a run; `out` says why he took no part. */
export interface RosterEntry {
  staffId: number;
  name: string;
  weight: number;
  perRound: number;
  round: number;
  used: number;
  open: number;
  maxOpen: number | null;
  out: AbsentReason | 'not-yet' | 'ended' | 'cap' | 'untouched' | null;
}

/** Why one customer went to one person (REQ-E5; explained by `GET /api/distribution/assignments/:id`). */
@Entity('assignment')
@Index('ix_assignment_customerId', ['customerId'])
@Index('ix_assignment_staffId_at', ['staffId', 'at'])
@Index('ix_assignment_at', ['at'])
export class Assignment {
  @idColumn() id: number;
  @refColumn() runId: number;
  @ManyToOne(() => DistributionRun, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'runId', foreignKeyConstraintName: 'fk_assignment_runId' })
  run?: Relation<DistributionRun>;
  @refColumn() customerId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_assignment_customerId' })
  customer?: Relation<Customer>;
  @refColumn() staffId: number;
  @ManyToOne(() => Staff, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_assignment_staffId' })
  staff?: Relation<Staff>;
  @intColumn() round: number;
  /** His how-manieth of the round. */
  @intColumn() position: number;
  @intColumn() weight: number;
  @intColumn() perRound: number;
  /** He was here before and went back to his last owner; the numbers above are 0 where that one had no quota. */
  @flagColumn() backToOwner: boolean;
  @hugeJsonColumn({ nullable: true }) skipped: Passed[] | null;
  @instantColumn() at: number;
}
