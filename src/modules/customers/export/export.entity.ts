import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { bigColumn, idColumn, instantColumn, intColumn, jsonColumn, keyColumn, refColumn } from '../../../platform/database/columns.js';
import type { Language } from '../../../platform/context/language.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import type { Selection } from '../list/selection.dto.js';

/** Customers that somebody takes out as a workbook; the file is his alone, and for a day. */
@Entity('customer_export')
@Index('ix_customer_export_createdById_createdAt', ['createdById', 'createdAt'])
@Index('ix_customer_export_createdAt', ['createdAt'])
@Index('ix_customer_export_expiresAt', ['expiresAt'])
export class CustomerExport {
  @idColumn() id: number;
  @refColumn() createdById: number;
  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'createdById', foreignKeyConstraintName: 'fk_customer_export_createdById' })
  createdBy?: Relation<Staff>;
  @jsonColumn() selection: Selection;
  @jsonColumn() columns: string[];
  @keyColumn(5) language: Language;
  /** How many customers it was when it was asked for. */
  @intColumn() expected: number;
  /** NULL until the file is there. */
  @intColumn({ nullable: true }) rowsWritten: number | null;
  @refColumn({ nullable: true }) jobId: number | null;
  /** NULL before it is there, and once it has been removed. */
  @refColumn({ nullable: true }) fileId: number | null;
  @bigColumn({ nullable: true }) bytes: number | null;
  @instantColumn() createdAt: number;
  @instantColumn({ nullable: true }) finishedAt: number | null;
  @instantColumn({ nullable: true }) expiresAt: number | null;
}
