import { Entity, Index } from 'typeorm';
import { idColumn, instantColumn, keyColumn, longTextColumn } from '../database/columns.js';

/** Whom entries of the log are about. */
export interface Person {
  /** `Customer`, `Student`, `Staff` */
  readonly subject: string;
  readonly id: number | string;
}

/** One person's own key, sealed by the vault. Erasing it makes every value under it unreadable, also in old backups of the log. */
@Entity('person_key')
@Index('uq_person_key_subject_subjectId', ['subject', 'subjectId'], { unique: true })
export class PersonKey {
  @idColumn() id: number;
  @keyColumn(40) subject: string;
  @keyColumn(64) subjectId: string;
  /** NULL: erased, and never made again. */
  @longTextColumn({ nullable: true }) wrapped: string | null;
  @instantColumn() createdAt: number;
  @instantColumn({ nullable: true }) erasedAt: number | null;
}
