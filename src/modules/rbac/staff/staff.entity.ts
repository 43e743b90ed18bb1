import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { flagColumn, idColumn, instantColumn, intColumn, keyColumn, refColumn, textColumn } from '../../../platform/database/columns.js';
import type { Language } from '../../../platform/context/language.js';
import { Department } from '../organisation/department.entity.js';
import { Position } from '../organisation/position.entity.js';

/** A colleague and his account, one row (REQ-A10 … A13). */
@Entity('staff')
@Index('uq_staff_username', ['username'], { unique: true })
@Index('uq_staff_email', ['email'], { unique: true })
@Index('ix_staff_departmentId', ['departmentId'])
@Index('ix_staff_positionId', ['positionId'])
@Index('ix_staff_name', ['name'])
export class Staff {
  @idColumn() id: number;
  /** Lower case. */
  @keyColumn(64) username: string;
  @textColumn(64) name: string;
  @keyColumn(190, { nullable: true }) email: string | null;
  @textColumn(32, { nullable: true }) phone: string | null;
  @refColumn({ nullable: true }) departmentId: number | null;
  @refColumn({ nullable: true }) positionId: number | null;
  @flagColumn() active: boolean;
  /** No person: what an API key acts by. */
  @flagColumn({ default: false }) machine: boolean;
  @keyColumn(5, { nullable: true }) language: Language | null;
  /** argon2id; null until the invitation is accepted. Never selected unless asked for (REQ-A19). */
  @keyColumn(200, { nullable: true, select: false }) passwordHash: string | null;
  @instantColumn({ nullable: true }) passwordChangedAt: number | null;
  @intColumn() version: number;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;

  @ManyToOne(() => Department, { onDelete: 'RESTRICT', onUpdate: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'departmentId', foreignKeyConstraintName: 'fk_staff_departmentId' })
  department?: Relation<Department> | null;

  @ManyToOne(() => Position, { onDelete: 'RESTRICT', onUpdate: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'positionId', foreignKeyConstraintName: 'fk_staff_positionId' })
  position?: Relation<Position> | null;
}
