import { Check, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { dayColumn, idColumn, instantColumn, intColumn, refColumn, textColumn } from '../../../platform/database/columns.js';
import { Staff } from '../staff/staff.entity.js';

/** Days of absence, both ends included: no deadline runs and no customer is handed out on them. */
@Entity('staff_leave')
@Check('ck_staff_leave_days', 'fromDay <= toDay')
@Index('ix_staff_leave_staffId_toDay', ['staffId', 'toDay'])
@Index('ix_staff_leave_fromDay', ['fromDay'])
@Index('ix_staff_leave_createdById', ['createdById'])
export class StaffLeave {
  @idColumn() id: number;
  @refColumn() staffId: number;
  @dayColumn() fromDay: string;
  @dayColumn() toDay: string;
  @textColumn(200, { nullable: true }) reason: string | null;
  @refColumn({ nullable: true }) createdById: number | null;
  @intColumn() version: number;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;

  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_staff_leave_staffId' })
  staff?: Relation<Staff>;

  @ManyToOne(() => Staff, { onDelete: 'SET NULL', onUpdate: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'createdById', foreignKeyConstraintName: 'fk_staff_leave_createdById' })
  createdBy?: Relation<Staff> | null;
}
