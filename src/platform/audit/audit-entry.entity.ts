import { Entity, Index } from 'typeorm';
import {
  hugeJsonColumn,
  idColumn,
  instantColumn,
  intColumn,
  jsonColumn,
  keyColumn,
  longTextColumn,
  textColumn,
} from '../database/columns.js';

/** What one change did to the fields it touched: `[before, after]`. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

/** Who changed what, when, from where. Written once, changed by nobody (REQ-SY2). */
@Entity('audit_entry')
@Index('ix_audit_entry_subject_subjectId', ['subject', 'subjectId'])
@Index('ix_audit_entry_actorId', ['actorId'])
@Index('ix_audit_entry_occurredAt', ['occurredAt'])
@Index('ix_audit_entry_action', ['action'])
export class AuditEntry {
  @idColumn() id: number;
  @keyColumn(40) subject: string;
  @keyColumn(64) subjectId: string;
  @keyColumn(64) action: string;
  @instantColumn() occurredAt: number;
  /** NULL: nobody was signed in (a form of the portal). */
  @keyColumn(10, { nullable: true }) actorKind: string | null;
  @intColumn({ nullable: true }) actorId: number | null;
  @textColumn(100, { nullable: true }) actorName: string | null;
  @keyColumn(10) source: string;
  @keyColumn(64, { nullable: true }) address: string | null;
  @keyColumn(64, { nullable: true }) requestId: string | null;
  @hugeJsonColumn({ nullable: true }) changes: Changes | null;
  @jsonColumn({ nullable: true }) detail: Record<string, unknown> | null;
  /** Whose personal values the entry holds, and these, sealed with his own key. */
  @keyColumn(40, { nullable: true }) personSubject: string | null;
  @keyColumn(64, { nullable: true }) personId: string | null;
  @jsonColumn({ nullable: true }) personalFields: string[] | null;
  @longTextColumn({ nullable: true }) personal: string | null;
}
