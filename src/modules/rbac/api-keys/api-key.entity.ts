import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { flagColumn, idColumn, instantColumn, jsonColumn, keyColumn, refColumn, textColumn } from '../../../platform/database/columns.js';
import { Staff } from '../staff/staff.entity.js';

/** By which a program calls the API (REQ-R8). It acts as a principal of its own, a row of staff that is no person. */
@Entity('api_key')
@Index('uq_api_key_staffId', ['staffId'], { unique: true })
@Index('uq_api_key_tokenHash', ['tokenHash'], { unique: true })
@Index('ix_api_key_makerId', ['makerId'])
@Index('ix_api_key_revokedById', ['revokedById'])
@Index('ix_api_key_revokedAt', ['revokedAt'])
@Index('ix_api_key_createdAt', ['createdAt'])
export class ApiKey {
  @idColumn() id: number;
  @refColumn() staffId: number;
  @refColumn() makerId: number;
  @textColumn(50) name: string;
  /** The first signs of the secret, by which its holder knows it. */
  @keyColumn(12) start: string;
  @keyColumn(43) tokenHash: string;
  @flagColumn() readOnly: boolean;
  /** Addresses and networks (`203.0.113.0/24`) from where it is good; null: from everywhere. */
  @jsonColumn({ nullable: true }) addresses: string[] | null;
  @instantColumn({ nullable: true }) expiresAt: number | null;
  @instantColumn({ nullable: true }) revokedAt: number | null;
  @refColumn({ nullable: true }) revokedById: number | null;
  /** To the minute. */
  @instantColumn({ nullable: true }) lastUsedAt: number | null;
  @textColumn(64, { nullable: true }) lastAddress: string | null;
  @instantColumn() createdAt: number;

  @ManyToOne(() => Staff, { onDelete: 'RESTRICT', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_api_key_staffId' })
  staff?: Relation<Staff>;

  @ManyToOne(() => Staff, { onDelete: 'RESTRICT', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'makerId', foreignKeyConstraintName: 'fk_api_key_makerId' })
  maker?: Relation<Staff>;

  @ManyToOne(() => Staff, { onDelete: 'SET NULL', onUpdate: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'revokedById', foreignKeyConstraintName: 'fk_api_key_revokedById' })
  revokedBy?: Relation<Staff> | null;
}
