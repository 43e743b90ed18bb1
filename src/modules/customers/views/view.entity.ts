import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  idColumn,
  instantColumn,
  jsonColumn,
  keyColumn,
  primaryRefColumn,
  refColumn,
  textColumn,
} from '../../../platform/database/columns.js';
import { Department } from '../../rbac/organisation/department.entity.js';
import { Staff } from '../../rbac/staff/staff.entity.js';

/** As they are given to the list: one value or several. */
export type ViewFilters = Record<string, string | number | boolean | (string | number)[]>;

/** For the log: filters without what somebody typed into a search, which may be a person's number. */
export const withoutTyped = (filters: ViewFilters): ViewFilters =>
  Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, ['search', 'startsWith'].includes(name) ? '***' : value]));

/** What somebody looks at often: filters, order and columns of the list of customers under a name (REQ-D33). */
@Entity('saved_view')
@Index('ix_saved_view_ownerId', ['ownerId'])
@Index('ix_saved_view_departmentId', ['departmentId'])
export class SavedView {
  @idColumn() id: number;
  @refColumn() ownerId: number;
  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'ownerId', foreignKeyConstraintName: 'fk_saved_view_ownerId' })
  owner?: Relation<Staff>;
  /** Everybody in this department and below it has the view too. */
  @refColumn({ nullable: true }) departmentId: number | null;
  @ManyToOne(() => Department, { onDelete: 'SET NULL', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'departmentId', foreignKeyConstraintName: 'fk_saved_view_departmentId' })
  department?: Relation<Department> | null;
  @textColumn(64) name: string;
  @jsonColumn() filters: ViewFilters;
  @keyColumn(40, { nullable: true }) sort: string | null;
  /** Of the list; its own without any. */
  @jsonColumn({ nullable: true }) columns: string[] | null;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @Column({ type: 'int', default: 1 }) version: number;
}

/** With which view somebody's list begins: his own, or one he shares. */
@Entity('saved_view_default')
@Index('ix_saved_view_default_viewId', ['viewId'])
export class SavedViewDefault {
  @primaryRefColumn() staffId: number;
  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_saved_view_default_staffId' })
  staff?: Relation<Staff>;
  @refColumn() viewId: number;
  @ManyToOne(() => SavedView, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'viewId', foreignKeyConstraintName: 'fk_saved_view_default_viewId' })
  view?: Relation<SavedView>;
}
