import { Check, Entity, Index } from 'typeorm';
import { idColumn, instantColumn, intColumn, keyColumn } from '../../database/columns.js';
import type { PrincipalKind } from '../../context/actor.js';

export type LinkPurpose = 'invitation' | 'reset';

/** A link to set a password: good once, for a while, and only the newest. */
@Entity('one_time_link')
@Check('ck_one_time_link_purpose', "purpose IN ('invitation', 'reset')")
@Index('uq_one_time_link_tokenHash', ['tokenHash'], { unique: true })
@Index('ix_one_time_link_kind_principalId', ['kind', 'principalId'])
@Index('ix_one_time_link_expiresAt', ['expiresAt'])
export class OneTimeLink {
  @idColumn() id: number;
  @keyColumn(12) purpose: LinkPurpose;
  @keyColumn(8) kind: PrincipalKind;
  @intColumn() principalId: number;
  @keyColumn(43) tokenHash: string;
  @intColumn({ nullable: true }) createdById: number | null;
  @instantColumn() createdAt: number;
  @instantColumn() expiresAt: number;
  @instantColumn({ nullable: true }) usedAt: number | null;
}
