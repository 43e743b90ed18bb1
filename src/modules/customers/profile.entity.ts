import { Entity, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { intColumn, keyColumn, longTextColumn, primaryRefColumn, textColumn } from '../../platform/database/columns.js';
import { Customer } from './customer.entity.js';

/** 学历 (REQ-D3) */
export const EDUCATIONS = [
  'key-university',
  'university',
  'independent-college',
  'private-university',
  'college',
  'private-college',
  'high-school',
  'other',
] as const;
/** 工作经验 (REQ-D5) */
export const EXPERIENCES = [
  'student',
  'fresh-graduate',
  'under-half-year',
  'half-to-one-year',
  'one-to-three-years',
  'three-to-five-years',
  'over-five-years',
] as const;
export const WORK_STATUSES = ['employed', 'unemployed'] as const;

@Entity('person_profile')
export class PersonProfile {
  @primaryRefColumn() customerId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_person_profile_customerId' })
  customer?: Relation<Customer>;
  @keyColumn(24, { nullable: true }) education: (typeof EDUCATIONS)[number] | null;
  @textColumn(64, { nullable: true }) graduationSchool: string | null;
  @textColumn(64, { nullable: true }) major: string | null;
  @keyColumn(24, { nullable: true }) experience: (typeof EXPERIENCES)[number] | null;
  @keyColumn(12, { nullable: true }) workStatus: (typeof WORK_STATUSES)[number] | null;
  @textColumn(64, { nullable: true }) company: string | null;
  @textColumn(64, { nullable: true }) salary: string | null;
  /** Encrypted by the Vault; shown masked. */
  @longTextColumn({ nullable: true }) idNumberSealed: string | null;
  @textColumn(20, { nullable: true }) idNumberMasked: string | null;
  @textColumn(64, { nullable: true }) emergencyContactName: string | null;
  @textColumn(20, { nullable: true }) emergencyContactPhone: string | null;
}

@Entity('company_profile')
export class CompanyProfile {
  @primaryRefColumn() customerId: number;
  @ManyToOne(() => Customer, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'customerId', foreignKeyConstraintName: 'fk_company_profile_customerId' })
  customer?: Relation<Customer>;
  @textColumn(64, { nullable: true }) licenceNumber: string | null;
  @textColumn(64, { nullable: true }) legalRepresentative: string | null;
  @textColumn(64, { nullable: true }) registeredCapital: string | null;
  @textColumn(64, { nullable: true }) annualTurnover: string | null;
  @textColumn(100, { nullable: true }) bank: string | null;
  @textColumn(64, { nullable: true }) bankAccount: string | null;
  @textColumn(64, { nullable: true }) localTaxNumber: string | null;
  @textColumn(64, { nullable: true }) nationalTaxNumber: string | null;
  @textColumn(32, { nullable: true }) fax: string | null;
  @intColumn({ nullable: true }) staffCount: number | null;
}
