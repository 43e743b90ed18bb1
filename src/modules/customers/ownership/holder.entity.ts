import { Check, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { idColumn, instantColumn, intColumn, keyColumn, primaryRefColumn, refColumn } from '../../../platform/database/columns.js';
import { Staff } from '../../rbac/staff/staff.entity.js';

/** How many open customers a person holds; caps are conditions on this row, raised and lowered with every ownership. */
@Entity('holder_load')
@Check('ck_holder_load_openCount', 'openCount >= 0')
export class HolderLoad {
  @primaryRefColumn() staffId: number;
  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_holder_load_staffId' })
  staff?: Relation<Staff>;
  @intColumn({ default: 0 }) openCount: number;
}

/** Claims made on a business day. Counts events, not customers held: releasing one gives none back. */
@Entity('claim_day')
export class ClaimDay {
  @primaryRefColumn() staffId: number;
  @PrimaryColumn({ type: 'varchar', length: 10 }) day: string;
  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_claim_day_staffId' })
  staff?: Relation<Staff>;
  @intColumn() claims: number;
  @instantColumn() lastClaimAt: number;
}

/** The keys by which a bar outlives a customer: their kind in `key_bar`, and the customer's column. */
export const BAR_KEYS = [
  ['phone', 'phoneKey'],
  ['qq', 'qqKey'],
  ['email', 'emailKey'],
  ['external', 'externalIdKey'],
] as const;

/** A bar that outlives its customer: written when he is deleted, so that entering him anew does not wash it (spec 06, Unique keys). */
@Entity('key_bar')
@Index('uq_key_bar_staffId_kind_value', ['staffId', 'kind', 'value'], { unique: true })
@Index('ix_key_bar_kind_value', ['kind', 'value'])
@Index('ix_key_bar_fromId', ['fromId'])
export class KeyBar {
  @idColumn() id: number;
  @refColumn() staffId: number;
  @ManyToOne(() => Staff, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staffId', foreignKeyConstraintName: 'fk_key_bar_staffId' })
  staff?: Relation<Staff>;
  @keyColumn(10) kind: (typeof BAR_KEYS)[number][0];
  @keyColumn(190) value: string;
  @instantColumn() barredUntil: number;
  /** The customer who gave the key up while he lived: put back on him it bars nobody. NULL for those that outlive a deleted one. */
  @intColumn({ nullable: true }) fromId: number | null;
}

/** Maintained totals per (department, owner); 0 stands for nobody. Exact as `customer_count` + unfolded `customer_count_delta`. */
@Entity('customer_count')
@Index('ix_customer_count_ownerId_departmentId_n', ['ownerId', 'departmentId', 'n'])
export class CustomerCount {
  @primaryRefColumn() departmentId: number;
  @primaryRefColumn() ownerId: number;
  @intColumn() n: number;
}

@Entity('customer_count_delta')
@Index('ix_customer_count_delta_departmentId_ownerId_n', ['departmentId', 'ownerId', 'n'])
@Index('ix_customer_count_delta_ownerId_departmentId_n', ['ownerId', 'departmentId', 'n'])
export class CustomerCountDelta {
  @idColumn() id: number;
  @refColumn() departmentId: number;
  @refColumn() ownerId: number;
  @intColumn() n: number;
}
