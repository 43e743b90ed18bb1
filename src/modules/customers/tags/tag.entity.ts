import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { idColumn, instantColumn, keyColumn, primaryRefColumn, textColumn } from '../../../platform/database/columns.js';
import { Course } from '../../catalog/course.entity.js';
import { Customer } from '../customer.entity.js';

@Entity('tag')
@Index('uq_tag_nameKey', ['nameKey'], { unique: true })
export class Tag {
  @idColumn() id: number;
  @textColumn(40) name: string;
  /** `tagKey(name)` */
  @keyColumn(120) nameKey: string;
  @instantColumn() createdAt: number;
  @Column({ type: 'int', default: 1 }) version: number;
}

@Entity('customer_tag')
@Index('ix_customer_tag_tagId', ['tagId'])
export class CustomerTag {
  @primaryRefColumn() customerId: number;
  @primaryRefColumn() tagId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_customer_tag_customerId' })
  customer?: Relation<Customer>;
  @ManyToOne(() => Tag, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'tagId', foreignKeyConstraintName: 'fk_customer_tag_tagId' })
  tag?: Relation<Tag>;
}

/** 咨询课程 (REQ-D9) */
@Entity('customer_course')
@Index('ix_customer_course_courseId', ['courseId'])
export class CustomerCourse {
  @primaryRefColumn() customerId: number;
  @primaryRefColumn() courseId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_customer_course_customerId' })
  customer?: Relation<Customer>;
  @ManyToOne(() => Course, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'courseId', foreignKeyConstraintName: 'fk_customer_course_courseId' })
  course?: Relation<Course>;
}
