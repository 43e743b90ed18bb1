import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
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

/** First level of the role editor and of a user's menu (REQ-B2). */
@Entity('permission_menu')
@Index('uq_permission_menu_code', ['code'], { unique: true })
export class PermissionMenu {
  @idColumn() id: number;
  @keyColumn(64) code: string;
  @textColumn(64) titleZh: string;
  @textColumn(64) titleEn: string;
  @intColumn() sortNo: number;
  @flagColumn() builtIn: boolean;
  @intColumn() version: number;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
}

/** Second level (REQ-B3, B17). */
@Entity('permission_group')
@Index('uq_permission_group_code', ['code'], { unique: true })
@Index('ix_permission_group_menuId', ['menuId'])
export class PermissionGroup {
  @idColumn() id: number;
  @keyColumn(64) code: string;
  @textColumn(64) titleZh: string;
  @textColumn(64) titleEn: string;
  @refColumn() menuId: number;
  @intColumn() sortNo: number;
  @flagColumn() builtIn: boolean;
  @intColumn() version: number;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;

  @ManyToOne(() => PermissionMenu, { onDelete: 'RESTRICT', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'menuId', foreignKeyConstraintName: 'fk_permission_group_menuId' })
  menu?: Relation<PermissionMenu>;
}

/** What may be done to what (REQ-B4, B11 … B15); over which rows and fields is said where a role gets it. */
@Entity('permission')
@Index('uq_permission_code', ['code'], { unique: true })
@Index('ix_permission_groupId', ['groupId'])
@Index('ix_permission_parentId', ['parentId'])
@Index('ix_permission_subjectName_actionName', ['subjectName', 'actionName'])
export class Permission {
  @idColumn() id: number;
  /** `customers_Customer.read`: group and name (REQ-B14). */
  @keyColumn(120) code: string;
  @textColumn(120) titleZh: string;
  @textColumn(120) titleEn: string;
  @keyColumn(60) actionName: string;
  @keyColumn(60) subjectName: string;
  @jsonColumn({ nullable: true }) fields: string[] | null;
  @jsonColumn({ nullable: true }) conditions: Record<string, unknown> | null;
  @flagColumn() inverted: boolean;
  @refColumn() groupId: number;
  /** The permission under whose menu entry this one stands (menu_gp): one that has no page of its own. */
  @refColumn({ nullable: true }) parentId: number | null;
  @flagColumn() builtIn: boolean;
  @intColumn() version: number;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;

  @ManyToOne(() => PermissionGroup, { onDelete: 'RESTRICT', onUpdate: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'groupId', foreignKeyConstraintName: 'fk_permission_groupId' })
  group?: Relation<PermissionGroup>;

  @ManyToOne(() => Permission, { onDelete: 'SET NULL', onUpdate: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'parentId', foreignKeyConstraintName: 'fk_permission_parentId' })
  parent?: Relation<Permission> | null;
}
