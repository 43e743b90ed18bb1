import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { idColumn, instantColumn, intColumn, keyColumn, refColumn, textColumn } from '../../../platform/database/columns.js';

@Entity('department')
@Index('uq_department_code', ['code'], { unique: true })
@Index('uq_department_name', ['name'], { unique: true })
@Index('ix_department_parentId', ['parentId'])
@Index('ix_department_path', ['path'])
export class Department {
  @idColumn() id: number;
  /** The number people know it by: 1000 marketing, 1001 sales (REQ-C2). */
  @intColumn() code: number;
  @textColumn(64) name: string;
  @refColumn({ nullable: true }) parentId: number | null;
  /** Ids from the root down to itself, `/1/4/9/`: everything below starts with it. */
  @keyColumn(255) path: string;
  @intColumn() version: number;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;

  @ManyToOne(() => Department, { onDelete: 'RESTRICT', onUpdate: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'parentId', foreignKeyConstraintName: 'fk_department_parentId' })
  parent?: Relation<Department> | null;
}
