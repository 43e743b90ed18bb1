import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import {
  bigColumn,
  flagColumn,
  hugeJsonColumn,
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
import type { Fault } from '../../../platform/errors/domain-error.js';
import type { SheetRow } from '../../../platform/spreadsheets/read-options.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import type { RenamedColumn } from './import-header.js';
import type { ImportMapping } from './import-mapping.js';

export const IMPORT_STATES = ['uploaded', 'waiting', 'running', 'done', 'cancelled', 'failed', 'refused'] as const;
export const ROW_OUTCOMES = ['created', 'updated', 'duplicate', 'invalid'] as const;
export const DUPLICATE_POLICIES = ['skip', 'update', 'reject'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export type RowOutcome = (typeof ROW_OUTCOMES)[number];
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number];

/** One file and what became of it. `created + updated + duplicate + invalid` are the rows read so far; `rowsThrough` is where it goes on. */
@Entity('customer_import')
@Check('ck_customer_import_state', `state IN ('uploaded', 'waiting', 'running', 'done', 'cancelled', 'failed', 'refused')`)
@Index('ix_customer_import_createdById_createdAt', ['createdById', 'createdAt'])
export class CustomerImport {
  @idColumn() id: number;
  @textColumn(200) fileName: string;
  /** The uploaded file; NULL once it has been removed, and the cells of failed rows with it. */
  @refColumn({ nullable: true }) fileId: number | null;
  @bigColumn() fileBytes: number;
  @keyColumn(10) state: ImportState;
  /** In this language its faults are told. */
  @keyColumn(5) language: Language;
  /** The columns, each under a name of its own. */
  @jsonColumn() header: string[];
  @jsonColumn() renamed: RenamedColumn[];
  /** The first rows. */
  @jsonColumn() sample: SheetRow[];
  @jsonColumn() mapping: ImportMapping;
  @keyColumn(10) policy: DuplicatePolicy;
  @flagColumn() distribute: boolean;
  /** Policy `reject`: what the look over the whole file has found; NULL before it. A resumed run decides by it as the first one did. */
  @flagColumn({ nullable: true }) refused: boolean | null;
  @intColumn() totalRows: number;
  @intColumn() rowsThrough: number;
  @intColumn() created: number;
  @intColumn() updated: number;
  @intColumn() duplicate: number;
  @intColumn() invalid: number;
  /** Of what a client may change; what the run counts does not raise it. */
  @Column({ type: 'int', default: 1 }) version: number;
  @refColumn({ nullable: true }) jobId: number | null;
  @textColumn(500, { nullable: true }) error: string | null;
  @refColumn() createdById: number;
  @ManyToOne(() => Staff, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'createdById', foreignKeyConstraintName: 'fk_customer_import_createdById' })
  createdBy?: Relation<Staff>;
  @instantColumn() createdAt: number;
  @instantColumn({ nullable: true }) startedAt: number | null;
  @instantColumn({ nullable: true }) finishedAt: number | null;
}

/** What became of one row; `cells` only where it failed, for the file that can be corrected and imported again. */
@Entity('import_row')
@Check('ck_import_row_outcome', `outcome IN ('created', 'updated', 'duplicate', 'invalid')`)
@Index('ix_import_row_importId_outcome', ['importId', 'outcome'])
@Index('ix_import_row_importId_customerId', ['importId', 'customerId'])
export class ImportRow {
  @primaryRefColumn() importId: number;
  @PrimaryColumn({ type: 'int' }) rowNumber: number;
  @ManyToOne(() => CustomerImport, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'importId', foreignKeyConstraintName: 'fk_import_row_importId' })
  import?: Relation<CustomerImport>;
  @keyColumn(10) outcome: RowOutcome;
  @refColumn({ nullable: true }) customerId: number | null;
  @hugeJsonColumn({ nullable: true }) faults: Fault[] | null;
  @jsonColumn({ nullable: true }) cells: (string | null)[] | null;
}
