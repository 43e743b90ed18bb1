import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { flagColumn, idColumn, keyColumn, refColumn } from '../../../platform/database/columns.js';
import { Customer } from '../customer.entity.js';
import type { BAR_KEYS } from '../ownership/holder.entity.js';

/** By what a customer is known beside his own keys: those of records merged into his, and, where he has neither phone nor QQ, numbers that are noted. Written by `CustomerNumbers` alone. */
@Entity('customer_number')
@Index('uq_customer_number_customerId_kind_value', ['customerId', 'kind', 'value'], { unique: true })
@Index('ix_customer_number_kind_value', ['kind', 'value'])
export class CustomerNumber {
  @idColumn() id: number;
  @refColumn() customerId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_customer_number_customerId' })
  customer?: Relation<Customer>;
  @keyColumn(10) kind: (typeof BAR_KEYS)[number][0];
  @keyColumn(190) value: string;
  /** As his WeChat name or a contact's number. */
  @flagColumn() noted: boolean;
}
