import type { Text } from '../../platform/context/language.js';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import {
  dayColumn,
  flagColumn,
  idColumn,
  instantColumn,
  intColumn,
  keyColumn,
  longTextColumn,
  refColumn,
  textColumn,
} from '../../platform/database/columns.js';
import { Department } from '../rbac/organisation/department.entity.js';
import { Staff } from '../rbac/staff/staff.entity.js';

export const CUSTOMER_TYPES = ['person', 'company'] as const;
export const CUSTOMER_STATUSES = ['open', 'enrolled', 'lost'] as const;
export const HOLDINGS = ['pending', 'owned', 'pool', 'closed'] as const;
export const GENDERS = ['male', 'female'] as const;
export type CustomerType = (typeof CUSTOMER_TYPES)[number];
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];
export type Holding = (typeof HOLDINGS)[number];

/**
 * A person or company we may sell to. The `…Key` columns carry uniqueness among living customers: normalised, and NULL while
 * the customer lies in the recycle bin. Everything from `holding` on is written by the services of customers/ownership only.
 */
@Entity('customer')
@Check('ck_customer_type', `type IN ('person', 'company')`)
@Check('ck_customer_status', `status IN ('open', 'enrolled', 'lost')`)
@Check('ck_customer_holding', `holding IN ('pending', 'owned', 'pool', 'closed')`)
@Index('uq_customer_phoneKey', ['phoneKey'], { unique: true })
@Index('uq_customer_qqKey', ['qqKey'], { unique: true })
@Index('uq_customer_emailKey', ['emailKey'], { unique: true })
@Index('uq_customer_externalIdKey', ['externalIdKey'], { unique: true })
@Index('ix_customer_referredById', ['referredById'])
@Index('ix_customer_name', ['name'])
@Index('ix_customer_ownerId_deletedAt_id_name', ['ownerId', 'deletedAt', 'id', 'name'])
@Index('ix_customer_departmentId_deletedAt_id_name', ['departmentId', 'deletedAt', 'id', 'name'])
@Index('ix_customer_holding_holdingSince', ['holding', 'holdingSince'])
@Index('ix_customer_reclaimAt_id_warnedSteps', ['reclaimAt', 'id', 'warnedSteps'])
@Index('ix_customer_createdAt', ['createdAt'])
@Index('ix_customer_deletedAt', ['deletedAt'])
export class Customer {
  @idColumn() id: number;
  @keyColumn(8) type: CustomerType;
  @textColumn(100) name: string;
  /** E.164. */
  @keyColumn(20, { nullable: true }) phone: string | null;
  @keyColumn(20, { nullable: true }) phoneKey: string | null;
  @keyColumn(20, { nullable: true }) qq: string | null;
  @keyColumn(20, { nullable: true }) qqKey: string | null;
  @textColumn(64, { nullable: true }) wechat: string | null;
  @textColumn(190, { nullable: true }) email: string | null;
  @keyColumn(190, { nullable: true }) emailKey: string | null;
  @keyColumn(64, { nullable: true }) externalId: string | null;
  @keyColumn(64, { nullable: true }) externalIdKey: string | null;
  @keyColumn(8, { nullable: true }) gender: (typeof GENDERS)[number] | null;
  @textColumn(64, { nullable: true }) area: string | null;
  @textColumn(200, { nullable: true }) address: string | null;
  @textColumn(20, { nullable: true }) postCode: string | null;
  @textColumn(200, { nullable: true }) website: string | null;
  /** Dictionary `customer.source`. */
  @keyColumn(40, { nullable: true }) source: string | null;
  @refColumn({ nullable: true }) referredById: number | null;
  @ManyToOne(() => Customer, { onDelete: 'SET NULL', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'referredById', foreignKeyConstraintName: 'fk_customer_referredById' })
  referredBy?: Relation<Customer> | null;
  @keyColumn(10) status: CustomerStatus;
  /** Dictionaries `customer.level`, `customer.satisfaction`, `customer.credit`. */
  @keyColumn(40, { nullable: true }) level: string | null;
  @keyColumn(40, { nullable: true }) satisfaction: string | null;
  @keyColumn(40, { nullable: true }) credit: string | null;
  @longTextColumn({ nullable: true }) notes: string | null;
  @flagColumn() doNotCall: boolean;
  @flagColumn() doNotMail: boolean;

  @keyColumn(8) holding: Holding;
  /** Since when the customer is pending, owned, in the pool or closed. */
  @instantColumn() holdingSince: number;
  @refColumn({ nullable: true }) ownerId: number | null;
  @ManyToOne(() => Staff, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'ownerId', foreignKeyConstraintName: 'fk_customer_ownerId' })
  owner?: Relation<Staff> | null;
  /** The owner's department. */
  @refColumn({ nullable: true }) departmentId: number | null;
  @ManyToOne(() => Department, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'departmentId', foreignKeyConstraintName: 'fk_customer_departmentId' })
  department?: Relation<Department> | null;
  /** The source by which the deadlines count: what the record said when the clocks began, or what somebody other than the owner made of it since. */
  @keyColumn(40, { nullable: true }) clockSource: string | null;
  @instantColumn({ nullable: true }) ownedSince: number | null;
  /** Day the deal clock started (may be older than `ownedSince`, see spec 06 on re-claims). */
  @dayColumn({ nullable: true }) dealClockOn: string | null;
  /** Day from which the follow-up clock counts before the owner's first follow-up, where that is not the day of receipt: a hand-over that restarts nothing. */
  @dayColumn({ nullable: true }) followUpClockOn: string | null;
  /** Latest counting interaction by the present owner. */
  @instantColumn({ nullable: true }) lastFollowUpAt: number | null;
  /** Latest living interaction by anybody, whoever owned the customer then; one dated in the future counts from when it was recorded. */
  @instantColumn({ nullable: true }) lastInteractionAt: number | null;
  /** Last days to act; `reclaimAt` is the 00:00 after the earlier of them. */
  @dayColumn({ nullable: true }) followUpDueOn: string | null;
  @dayColumn({ nullable: true }) dealDueOn: string | null;
  @instantColumn({ nullable: true }) reclaimAt: number | null;
  @intColumn({ nullable: true }) deadlineRuleId: number | null;
  @intColumn({ nullable: true }) deadlineRuleVersion: number | null;
  /** A manager's lock: not reclaimed through this day. */
  @dayColumn({ nullable: true }) lockedUntil: string | null;
  /** Warnings sent for the present `reclaimAt`. */
  @intColumn({ default: 0 }) warnedSteps: number;
  /** Why automatic distribution last found nobody for a pending customer. */
  @keyColumn(40, { nullable: true }) unassignableReason: string | null;
  @textColumn(255, { nullable: true }) lostReason: string | null;

  @refColumn({ nullable: true }) createdById: number | null;
  @ManyToOne(() => Staff, { onDelete: 'SET NULL', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'createdById', foreignKeyConstraintName: 'fk_customer_createdById' })
  createdBy?: Relation<Staff> | null;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  /** Raised only by changes to what a client may write. */
  @Column({ type: 'int', default: 1 }) version: number;
  @instantColumn({ nullable: true }) deletedAt: number | null;
  @refColumn({ nullable: true }) deletedById: number | null;
  /** Since when nothing personal is known of him (ADR 0012): a number with figures, never restored and never purged. */
  @instantColumn({ nullable: true }) erasedAt: number | null;
}

/** What stands where the name of somebody stood whose personal data were erased. */
export const ERASED: Text = { 'zh-CN': '已删除的客户 {number}', en: 'Erased customer {number}' };

/** 客户编号: derived from the id, so that it is unique by construction. */
export const customerNumber = (id: number): string => `C${String(id).padStart(8, '0')}`;
