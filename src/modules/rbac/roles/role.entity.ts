import { Check, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  flagColumn,
  idColumn,
  instantColumn,
  intColumn,
  jsonColumn,
  keyColumn,
  refColumn,
  textColumn,
} from '../../../platform/database/columns.js';
import type { ScopeName } from '../../../platform/permissions/permission-set.js';
import { Permission } from '../permissions/permission.entity.js';
import { Staff } from '../staff/staff.entity.js';

@Entity('role')
@Index('uq_role_code', ['code'], { unique: true })
@Index('uq_role_nameZh', ['nameZh'], { unique: true })
@Index('uq_role_nameEn', ['nameEn'], { unique: true })
export class Role {
  @idColumn() id: number;
  @keyColumn(40) code: string;
  @textColumn(64) nameZh: string;
  @textColumn(64) nameEn: string;
  @textColumn(500, { nullable: true }) description: string | null;
  @flagColumn() builtIn: boolean;
  @flagColumn() active: boolean;
  /** Whoever has it must sign in in two steps. */
  @flagColumn({ default: false }) secondStep: boolean;
  @intColumn() version: number;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
}

@Entity('staff_role')
@Index('uq_staff_role_staffId_roleId', ['staffId', 'roleId'], { unique: true })
@Index('ix_staff_role_roleId', ['roleId'])
export class StaffRole {
  @idColumn() id: number;
  @refColumn() staffId: number;
  @refColumn() roleId: number;

  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_staff_role_staffId' })
  staff?: Relation<Staff>;

  @ManyToOne(() => Role, { onDelete: 'RESTRICT', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'roleId', foreignKeyConstraintName: 'fk_staff_role_roleId' })
  role?: Relation<Role>;
}

export type Reach = ScopeName | 'custom';
export const REACHES = ['own', 'department', 'tree', 'all', 'custom'] as const satisfies readonly Reach[];

/** A permission given to a role: over which rows (`reach`, for `custom` with conditions) and which fields. */
@Entity('role_permission')
@Check('ck_role_permission_reach', "reach IN ('own', 'department', 'tree', 'all', 'custom')")
@Index('uq_role_permission_roleId_permissionId', ['roleId', 'permissionId'], { unique: true })
@Index('ix_role_permission_permissionId', ['permissionId'])
export class RolePermission {
  @idColumn() id: number;
  @refColumn() roleId: number;
  @refColumn() permissionId: number;
  @keyColumn(12) reach: Reach;
  @jsonColumn({ nullable: true }) conditions: Record<string, unknown> | null;
  @jsonColumn({ nullable: true }) fields: string[] | null;
  /** A prohibition: it wins over what any role allows. */
  @flagColumn() inverted: boolean;

  @ManyToOne(() => Role, { onDelete: 'CASCADE', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'roleId', foreignKeyConstraintName: 'fk_role_permission_roleId' })
  role?: Relation<Role>;

  @ManyToOne(() => Permission, { onDelete: 'CASCADE', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'permissionId', foreignKeyConstraintName: 'fk_role_permission_permissionId' })
  permission?: Relation<Permission>;
}
