import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { flagColumn, idColumn, instantColumn, keyColumn, refColumn, textColumn } from '../../../platform/database/columns.js';
import { Customer, type GENDERS } from '../customer.entity.js';

/** 联系人 (REQ-D27); one per customer is primary, by the unique `primaryOfId`. */
@Entity('contact')
@Index('uq_contact_primaryOfId', ['primaryOfId'], { unique: true })
@Index('ix_contact_customerId', ['customerId'])
export class Contact {
  @idColumn() id: number;
  @refColumn() customerId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_contact_customerId' })
  customer?: Relation<Customer>;
  /** The customer's id where this contact is the primary one, else NULL. */
  @refColumn({ nullable: true }) primaryOfId: number | null;
  @textColumn(64) name: string;
  @keyColumn(8, { nullable: true }) gender: (typeof GENDERS)[number] | null;
  @textColumn(50, { nullable: true }) position: string | null;
  @textColumn(32, { nullable: true }) officePhone: string | null;
  @textColumn(32, { nullable: true }) mobile: string | null;
  @flagColumn() active: boolean;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @Column({ type: 'int', default: 1 }) version: number;
}
