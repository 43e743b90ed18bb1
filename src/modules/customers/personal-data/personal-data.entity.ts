import { Check, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Language } from '../../../platform/context/language.js';
import {
  bigColumn,
  hugeTextColumn,
  idColumn,
  instantColumn,
  jsonColumn,
  keyColumn,
  refColumn,
  textColumn,
} from '../../../platform/database/columns.js';
import { Staff } from '../../rbac/staff/staff.entity.js';

export const REQUEST_KINDS = ['export', 'erasure'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
/** How much there is of a person, by what it is. */
export type PersonalCounts = Readonly<Record<string, number>>;

/** Somebody asked to be told what is kept about him, or to have it forgotten. Stays for good, and names him by his number alone. */
@Entity('personal_data_request')
@Check('ck_personal_data_request_kind', `kind IN ('export', 'erasure')`)
@Index('ix_personal_data_request_customerId', ['customerId'])
@Index('ix_personal_data_request_requestedById', ['requestedById'])
@Index('ix_personal_data_request_createdAt', ['createdAt'])
@Index('ix_personal_data_request_kind_finishedAt', ['kind', 'finishedAt'])
@Index('ix_personal_data_request_expiresAt', ['expiresAt'])
export class PersonalDataRequest {
  @idColumn() id: number;
  @keyColumn(8) kind: RequestKind;
  /** No foreign key: it outlives him. */
  @refColumn() customerId: number;
  /** The colleague who carried it out. */
  @refColumn({ nullable: true }) requestedById: number | null;
  @ManyToOne(() => Staff, { onDelete: 'SET NULL', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'requestedById', foreignKeyConstraintName: 'fk_personal_data_request_requestedById' })
  requestedBy?: Relation<Staff> | null;
  @keyColumn(5) language: Language;
  @textColumn(500, { nullable: true }) reason: string | null;
  @jsonColumn({ nullable: true }) counts: PersonalCounts | null;
  /** What he is looked for by until he is found nowhere any more; sealed, and NULL then. */
  @hugeTextColumn({ nullable: true }) tracesSealed: string | null;
  @refColumn({ nullable: true }) jobId: number | null;
  /** Of an export: NULL before the file is there, and once it has been removed. */
  @refColumn({ nullable: true }) fileId: number | null;
  @bigColumn({ nullable: true }) bytes: number | null;
  @instantColumn() createdAt: number;
  @instantColumn({ nullable: true }) finishedAt: number | null;
  @instantColumn({ nullable: true }) expiresAt: number | null;
}
