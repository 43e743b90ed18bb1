import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { idColumn, instantColumn, intColumn, keyColumn, refColumn } from '../../database/columns.js';

/** A colleague's authenticator app; until he has confirmed it with a code it asks nothing of him. */
@Entity('second_step')
@Index('uq_second_step_staffId', ['staffId'], { unique: true })
export class SecondStep {
  @idColumn() id: number;
  @intColumn() staffId: number;
  /** Sealed by the vault. */
  @keyColumn(200) secret: string;
  @instantColumn() begunAt: number;
  @instantColumn({ nullable: true }) confirmedAt: number | null;
  /** The half minute of the latest code that was accepted: neither it nor an earlier one is accepted again. */
  @intColumn({ nullable: true }) lastCounter: number | null;
}

/** For when the telephone is lost: good once. */
@Entity('recovery_code')
@Index('uq_recovery_code_secondStepId_codeHash', ['secondStepId', 'codeHash'], { unique: true })
export class RecoveryCode {
  @idColumn() id: number;
  @refColumn() secondStepId: number;
  @keyColumn(43) codeHash: string;
  @instantColumn({ nullable: true }) usedAt: number | null;

  @ManyToOne(() => SecondStep, { onDelete: 'CASCADE', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'secondStepId', foreignKeyConstraintName: 'fk_recovery_code_secondStepId' })
  secondStep?: Relation<SecondStep>;
}
