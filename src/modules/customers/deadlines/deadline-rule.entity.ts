import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  flagColumn,
  idColumn,
  instantColumn,
  intColumn,
  jsonColumn,
  keyColumn,
  refColumn,
  textColumn,
} from '../../../platform/database/columns.js';
import { Department } from '../../rbac/organisation/department.entity.js';

export const DAY_KINDS = ['calendar', 'working'] as const;

/** The 3- and 15-day rules (REQ-E6); the most specific one wins: source and department, source, department, neither. */
@Entity('deadline_rule')
@Index('uq_deadline_rule_target', ['target'], { unique: true })
export class DeadlineRule {
  @idColumn() id: number;
  @textColumn(64) name: string;
  @keyColumn(40, { nullable: true }) source: string | null;
  @refColumn({ nullable: true }) departmentId: number | null;
  @ManyToOne(() => Department, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'departmentId', foreignKeyConstraintName: 'fk_deadline_rule_departmentId' })
  department?: Relation<Department> | null;
  /** `<source or *>|<department or *>`, so that one rule stands for one target. */
  @keyColumn(64) target: string;
  /** NULL: this clock does not run. */
  @intColumn({ nullable: true }) followUpDays: number | null;
  @intColumn({ nullable: true }) dealDays: number | null;
  @keyColumn(10) dayKind: (typeof DAY_KINDS)[number];
  /** Whole hours before the deadline at which the owner is warned, largest first. */
  @jsonColumn() warnHours: number[];
  /** NULL: for ever. */
  @intColumn({ nullable: true }) barDays: number | null;
  @flagColumn() active: boolean;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @Column({ type: 'int', default: 1 }) version: number;
}

/** Limits on claiming and holding; of those that match a person the smallest number counts. */
@Entity('claim_rule')
@Index('uq_claim_rule_target', ['target'], { unique: true })
export class ClaimRule {
  @idColumn() id: number;
  @textColumn(64) name: string;
  @refColumn({ nullable: true }) departmentId: number | null;
  @ManyToOne(() => Department, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'departmentId', foreignKeyConstraintName: 'fk_claim_rule_departmentId' })
  department?: Relation<Department> | null;
  /** `<department or *>` */
  @keyColumn(64) target: string;
  @intColumn({ nullable: true }) claimsPerDay: number | null;
  @intColumn({ nullable: true }) secondsBetween: number | null;
  /** Open customers held at once (`pool.holding-limit`). */
  @intColumn({ nullable: true }) maxOpen: number | null;
  @flagColumn() active: boolean;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @Column({ type: 'int', default: 1 }) version: number;
}
