import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { idColumn, instantColumn, keyColumn, longTextColumn, primaryRefColumn, refColumn } from '../../../platform/database/columns.js';
import { Staff } from '../../rbac/staff/staff.entity.js';
import { Customer } from '../customer.entity.js';

/**
 * Two records that were one customer. The merged one stays as a tombstone (`deletedAt`, out of the recycle bin) that keeps its keys, so that
 * entering one of them anew meets the survivor (spec 06, Unique keys).
 */
@Entity('customer_merge')
@Index('uq_customer_merge_activeMergedId', ['activeMergedId'], { unique: true })
@Index('ix_customer_merge_survivorId', ['survivorId'])
@Index('ix_customer_merge_keptId', ['keptId'])
@Index('ix_customer_merge_mergedId', ['mergedId'])
@Index('ix_customer_merge_mergedAt', ['mergedAt'])
@Index('ix_customer_merge_byId', ['byId'])
@Index('ix_customer_merge_undoneById', ['undoneById'])
export class CustomerMerge {
  @idColumn() id: number;
  /** Whose record it is now: another one than `keptId` once that one was merged itself. */
  @refColumn() survivorId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'survivorId', foreignKeyConstraintName: 'fk_customer_merge_survivorId' })
  survivor?: Relation<Customer>;
  @refColumn() keptId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'keptId', foreignKeyConstraintName: 'fk_customer_merge_keptId' })
  kept?: Relation<Customer>;
  @refColumn() mergedId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'mergedId', foreignKeyConstraintName: 'fk_customer_merge_mergedId' })
  merged?: Relation<Customer>;
  /** `mergedId` as long as the merge stands, NULL once it was undone: a record is merged into one other at a time. */
  @refColumn({ nullable: true }) activeMergedId: number | null;
  @instantColumn() mergedAt: number;
  @refColumn({ nullable: true }) byId: number | null;
  @ManyToOne(() => Staff, { onDelete: 'SET NULL', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'byId', foreignKeyConstraintName: 'fk_customer_merge_byId' })
  by?: Relation<Staff> | null;
  /** Where the merged record lay in the recycle bin: since when, and by whom; an undo puts it back there. */
  @instantColumn({ nullable: true }) buriedAt: number | null;
  @refColumn({ nullable: true }) buriedById: number | null;
  @instantColumn({ nullable: true }) undoneAt: number | null;
  @refColumn({ nullable: true }) undoneById: number | null;
  @ManyToOne(() => Staff, { onDelete: 'SET NULL', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'undoneById', foreignKeyConstraintName: 'fk_customer_merge_undoneById' })
  undoneBy?: Relation<Staff> | null;
}

/** One record that moved to the survivor, or a tag or course that he was given. */
@Entity('customer_merge_moved')
export class MergeMoved {
  @primaryRefColumn() mergeId: number;
  @ManyToOne(() => CustomerMerge, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'mergeId', foreignKeyConstraintName: 'fk_customer_merge_moved_mergeId' })
  merge?: Relation<CustomerMerge>;
  @PrimaryColumn({ type: 'varchar', length: 40 }) kind: string;
  @primaryRefColumn() recordId: number;
}

/** What a field of one of the two said before, and after; sealed, since most of it is personal. */
@Entity('customer_merge_change')
@Index('uq_customer_merge_change_mergeId_side_field', ['mergeId', 'side', 'field'], { unique: true })
export class MergeChange {
  @idColumn() id: number;
  @refColumn() mergeId: number;
  @ManyToOne(() => CustomerMerge, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'mergeId', foreignKeyConstraintName: 'fk_customer_merge_change_mergeId' })
  merge?: Relation<CustomerMerge>;
  @keyColumn(8) side: 'kept' | 'other';
  @keyColumn(40) field: string;
  @longTextColumn({ nullable: true }) beforeSealed: string | null;
  @longTextColumn({ nullable: true }) afterSealed: string | null;
}
