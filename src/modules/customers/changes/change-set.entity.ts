import { Check, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import {
  idColumn,
  instantColumn,
  intColumn,
  jsonColumn,
  keyColumn,
  primaryRefColumn,
  refColumn,
  textColumn,
} from '../../../platform/database/columns.js';
import type { Language } from '../../../platform/context/language.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import { Customer } from '../customer.entity.js';
import { CustomerImport } from '../imports/import.entity.js';
import type { Selection } from '../list/selection.dto.js';

export const CHANGE_KINDS = ['edit', 'assign', 'import'] as const;
export const CHANGE_STATES = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export const CHANGE_OUTCOMES = ['changed', 'unchanged', 'refused'] as const;
export const UNDO_OUTCOMES = ['back', 'partly', 'kept'] as const;
export type ChangeKindName = (typeof CHANGE_KINDS)[number];
export type ChangeState = (typeof CHANGE_STATES)[number];
export type ChangeOutcome = (typeof CHANGE_OUTCOMES)[number];
export type UndoOutcome = (typeof UNDO_OUTCOMES)[number];

/** Why something stayed as it is when the rest was taken back; `byId`, `at`: who changed it since, and when (milliseconds), where that is known. */
export interface Conflict {
  readonly code: string;
  readonly field?: string;
  readonly byId?: number | null;
  readonly at?: number | null;
}

/** One thing done to many customers, as a job: how far it is, what came of it, and whether it was taken back. */
@Entity('customer_change_set')
@Check('ck_customer_change_set_kind', `kind IN ('edit', 'assign', 'import')`)
@Check('ck_customer_change_set_state', `state IN ('waiting', 'running', 'done', 'cancelled', 'failed')`)
@Check('ck_customer_change_set_undoState', `undoState IN ('waiting', 'running', 'done', 'cancelled', 'failed')`)
@Index('uq_customer_change_set_importId', ['importId'], { unique: true })
@Index('ix_customer_change_set_createdById_createdAt', ['createdById', 'createdAt'])
@Index('ix_customer_change_set_undoneById', ['undoneById'])
@Index('ix_customer_change_set_state', ['state'])
@Index('ix_customer_change_set_undoState', ['undoState'])
@Index('ix_customer_change_set_finishedAt', ['finishedAt'])
export class ChangeSet {
  @idColumn() id: number;
  @keyColumn(10) kind: ChangeKindName;
  @keyColumn(10) state: ChangeState;
  @refColumn({ nullable: true }) importId: number | null;
  @ManyToOne(() => CustomerImport, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'importId', foreignKeyConstraintName: 'fk_customer_change_set_importId' })
  import?: Relation<CustomerImport> | null;
  @jsonColumn({ nullable: true }) selection: Selection | null;
  /** What is to be done, as its kind says it; no personal values. */
  @jsonColumn() what: Record<string, unknown>;
  /** Of whoever started it. */
  @keyColumn(5) language: Language;
  /** How many customers it means; NULL until they have been written down. */
  @intColumn({ nullable: true }) total: number | null;
  /** Customers who were named by their ids and are not there for whoever named them. */
  @intColumn() missing: number;
  @intColumn() done: number;
  @intColumn() changed: number;
  @intColumn() unchanged: number;
  @intColumn() refused: number;
  @refColumn({ nullable: true }) jobId: number | null;
  @textColumn(500, { nullable: true }) error: string | null;
  @refColumn() createdById: number;
  @ManyToOne(() => Staff, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'createdById', foreignKeyConstraintName: 'fk_customer_change_set_createdById' })
  createdBy?: Relation<Staff>;
  @instantColumn() createdAt: number;
  @instantColumn({ nullable: true }) finishedAt: number | null;
  /** NULL: nobody has asked for it to be taken back. */
  @keyColumn(10, { nullable: true }) undoState: ChangeState | null;
  @refColumn({ nullable: true }) undoJobId: number | null;
  @refColumn({ nullable: true }) undoneById: number | null;
  @ManyToOne(() => Staff, { onDelete: 'SET NULL', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'undoneById', foreignKeyConstraintName: 'fk_customer_change_set_undoneById' })
  undoneBy?: Relation<Staff> | null;
  @instantColumn({ nullable: true }) undoAt: number | null;
  @instantColumn({ nullable: true }) undoFinishedAt: number | null;
  @intColumn() undoTotal: number;
  @intColumn() back: number;
  @intColumn() partly: number;
  @intColumn() kept: number;
  @textColumn(500, { nullable: true }) undoError: string | null;
}

/** One customer in it. Personal values are never among its changes: what was empty before needs none, and what came is known again by its mark. */
@Entity('customer_change')
@Check('ck_customer_change_state', `state IN ('waiting', 'changed', 'unchanged', 'refused')`)
@Check('ck_customer_change_undoState', `undoState IN ('back', 'partly', 'kept')`)
@Index('ix_customer_change_setId_state_undoState', ['setId', 'state', 'undoState'])
@Index('ix_customer_change_customerId', ['customerId'])
export class CustomerChange {
  @primaryRefColumn() setId: number;
  @ManyToOne(() => ChangeSet, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'setId', foreignKeyConstraintName: 'fk_customer_change_setId' })
  set?: Relation<ChangeSet>;
  /** Where he stands among them; of an import the row of the file. */
  @PrimaryColumn({ type: 'int' }) place: number;
  @refColumn() customerId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_customer_change_customerId' })
  customer?: Relation<Customer>;
  /** Who is to receive him. */
  @refColumn({ nullable: true }) toStaffId: number | null;
  @keyColumn(10) state: ChangeOutcome | 'waiting';
  /** Why he was refused. */
  @keyColumn(40, { nullable: true }) code: string | null;
  /** What an undo needs. */
  @jsonColumn({ nullable: true }) changes: Record<string, unknown> | null;
  @keyColumn(10, { nullable: true }) undoState: UndoOutcome | null;
  @jsonColumn({ nullable: true }) conflicts: Conflict[] | null;
}
