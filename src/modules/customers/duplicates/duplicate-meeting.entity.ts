import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { instantColumn, primaryRefColumn } from '../../../platform/database/columns.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import { Customer } from '../customer.entity.js';

/** A colleague tried to enter somebody's customer: the owner is told once a day, however often it is tried (REQ-D20). */
@Entity('duplicate_meeting')
@Index('ix_duplicate_meeting_staffId', ['staffId'])
export class DuplicateMeeting {
  @primaryRefColumn() customerId: number;
  @primaryRefColumn() staffId: number;
  @PrimaryColumn({ type: 'varchar', length: 10 }) day: string;
  @instantColumn() metAt: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_duplicate_meeting_customerId' })
  customer?: Relation<Customer>;
  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_duplicate_meeting_staffId' })
  staff?: Relation<Staff>;
}
