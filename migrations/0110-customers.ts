import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, type Words, wordsFor } from '../src/platform/database/schema.js';

const oneOf = (column: string, values: string[]) => `${column} IN (${values.map((v) => `'${v}'`).join(', ')})`;

/** Customers with profiles, contacts, interactions, and who has held them. */
export class Customers0110000000000 implements MigrationInterface {
  name = 'Customers0110000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    await this.customer(runner, w);
    await this.children(runner, w);
    await this.ownership(runner, w);
    await this.rules(runner, w);
    await createTable(runner, {
      name: 'customer_count',
      columns: [w.int('departmentId', { isPrimary: true }), w.int('ownerId', { isPrimary: true }), w.int('n')],
      index: [['ownerId', 'departmentId', 'n']],
    });
    await createTable(runner, {
      name: 'customer_count_delta',
      columns: [w.id(), w.int('departmentId'), w.int('ownerId'), w.int('n')],
      index: [
        ['departmentId', 'ownerId', 'n'],
        ['ownerId', 'departmentId', 'n'],
      ],
    });
  }

  private async customer(runner: QueryRunner, w: Words): Promise<void> {
    await createTable(runner, {
      name: 'customer',
      columns: [
        w.id(),
        w.key('type', 8),
        w.text('name', 100),
        w.key('phone', 20, NULLABLE),
        w.key('phoneKey', 20, NULLABLE),
        w.key('qq', 20, NULLABLE),
        w.key('qqKey', 20, NULLABLE),
        w.text('wechat', 64, NULLABLE),
        w.text('email', 190, NULLABLE),
        w.key('emailKey', 190, NULLABLE),
        w.key('externalId', 64, NULLABLE),
        w.key('externalIdKey', 64, NULLABLE),
        w.key('gender', 8, NULLABLE),
        w.text('area', 64, NULLABLE),
        w.text('address', 200, NULLABLE),
        w.text('postCode', 20, NULLABLE),
        w.text('website', 200, NULLABLE),
        w.key('source', 40, NULLABLE),
        w.ref('referredById', 'customer', { ...NULLABLE, onDelete: 'SET NULL' }),
        w.key('status', 10),
        w.key('level', 40, NULLABLE),
        w.key('satisfaction', 40, NULLABLE),
        w.key('credit', 40, NULLABLE),
        w.longText('notes', NULLABLE),
        w.flag('doNotCall'),
        w.flag('doNotMail'),
        w.key('holding', 8),
        w.instant('holdingSince'),
        w.ref('ownerId', 'staff', NULLABLE),
        w.ref('departmentId', 'department', NULLABLE),
        w.instant('ownedSince', NULLABLE),
        w.day('dealClockOn', NULLABLE),
        w.instant('lastFollowUpAt', NULLABLE),
        w.day('followUpDueOn', NULLABLE),
        w.day('dealDueOn', NULLABLE),
        w.instant('reclaimAt', NULLABLE),
        w.int('deadlineRuleId', NULLABLE),
        w.int('deadlineRuleVersion', NULLABLE),
        w.day('lockedUntil', NULLABLE),
        w.int('warnedSteps', { default: 0 }),
        w.key('unassignableReason', 40, NULLABLE),
        w.text('lostReason', 255, NULLABLE),
        w.ref('createdById', 'staff', { ...NULLABLE, onDelete: 'SET NULL' }),
        w.instant('createdAt'),
        w.instant('updatedAt'),
        w.int('version', { default: 1 }),
        w.instant('deletedAt', NULLABLE),
        w.int('deletedById', NULLABLE),
      ],
      unique: [['phoneKey'], ['qqKey'], ['emailKey'], ['externalIdKey']],
      index: [
        ['name'],
        ['ownerId', 'deletedAt'],
        ['departmentId', 'deletedAt'],
        ['holding', 'holdingSince'],
        ['reclaimAt'],
        ['createdAt'],
        ['deletedAt'],
      ],
      checks: {
        type: oneOf('type', ['person', 'company']),
        status: oneOf('status', ['open', 'enrolled', 'lost']),
        holding: oneOf('holding', ['pending', 'owned', 'pool', 'closed']),
      },
    });
  }

  private async children(runner: QueryRunner, w: Words): Promise<void> {
    const customer = (options = {}) => w.ref('customerId', 'customer', { onDelete: 'CASCADE', ...options });
    const stamps = () => [w.instant('createdAt'), w.instant('updatedAt'), w.int('version', { default: 1 })];
    await createTable(runner, {
      name: 'person_profile',
      columns: [
        customer({ isPrimary: true }),
        w.key('education', 24, NULLABLE),
        w.text('graduationSchool', 64, NULLABLE),
        w.text('major', 64, NULLABLE),
        w.key('experience', 24, NULLABLE),
        w.key('workStatus', 12, NULLABLE),
        w.text('company', 64, NULLABLE),
        w.text('salary', 64, NULLABLE),
        w.longText('idNumberSealed', NULLABLE),
        w.text('idNumberMasked', 20, NULLABLE),
        w.text('emergencyContactName', 64, NULLABLE),
        w.text('emergencyContactPhone', 20, NULLABLE),
      ],
    });
    await createTable(runner, {
      name: 'company_profile',
      columns: [
        customer({ isPrimary: true }),
        w.text('licenceNumber', 64, NULLABLE),
        w.text('legalRepresentative', 64, NULLABLE),
        w.text('registeredCapital', 64, NULLABLE),
        w.text('annualTurnover', 64, NULLABLE),
        w.text('bank', 100, NULLABLE),
        w.text('bankAccount', 64, NULLABLE),
        w.text('localTaxNumber', 64, NULLABLE),
        w.text('nationalTaxNumber', 64, NULLABLE),
        w.text('fax', 32, NULLABLE),
        w.int('staffCount', NULLABLE),
      ],
    });
    await createTable(runner, {
      name: 'contact',
      columns: [
        w.id(),
        customer(),
        w.int('primaryOfId', NULLABLE),
        w.text('name', 64),
        w.key('gender', 8, NULLABLE),
        w.text('position', 50, NULLABLE),
        w.text('officePhone', 32, NULLABLE),
        w.text('mobile', 32, NULLABLE),
        w.flag('active'),
        ...stamps(),
      ],
      unique: [['primaryOfId']],
      index: [['customerId']],
    });
    await createTable(runner, {
      name: 'interaction',
      columns: [
        w.id(),
        customer(),
        w.ref('authorId', 'staff', NULLABLE),
        w.key('kind', 10),
        w.instant('occurredAt'),
        w.text('place', 200, NULLABLE),
        w.text('summary', 500),
        w.longText('notes', NULLABLE),
        w.instant('nextFollowUpAt', NULLABLE),
        w.instant('remindedAt', NULLABLE),
        w.flag('counts'),
        ...stamps(),
        w.instant('deletedAt', NULLABLE),
      ],
      index: [['customerId', 'occurredAt'], ['authorId', 'occurredAt'], ['nextFollowUpAt']],
      checks: { kind: oneOf('kind', ['call', 'email', 'meeting', 'visit', 'message', 'other']) },
    });
    await createTable(runner, {
      name: 'tag',
      columns: [w.id(), w.text('name', 40), w.key('nameKey', 120), w.instant('createdAt')],
      unique: [['nameKey']],
    });
    await createTable(runner, {
      name: 'customer_tag',
      columns: [customer({ isPrimary: true }), w.ref('tagId', 'tag', { isPrimary: true, onDelete: 'CASCADE' })],
      index: [['tagId']],
    });
    await createTable(runner, {
      name: 'customer_course',
      columns: [customer({ isPrimary: true }), w.ref('courseId', 'course', { isPrimary: true, onDelete: 'CASCADE' })],
      index: [['courseId']],
    });
  }

  private async ownership(runner: QueryRunner, w: Words): Promise<void> {
    await createTable(runner, {
      name: 'ownership',
      columns: [
        w.id(),
        w.ref('customerId', 'customer', { onDelete: 'CASCADE' }),
        w.int('openCustomerId', NULLABLE),
        w.ref('staffId', 'staff'),
        w.int('departmentId', NULLABLE),
        w.key('beganBy', 20),
        w.instant('beganAt'),
        w.day('dealClockOn'),
        w.int('byStaffId', NULLABLE),
        w.instant('endedAt', NULLABLE),
        w.key('outcome', 20, NULLABLE),
        w.text('reason', 255, NULLABLE),
        w.int('endedByStaffId', NULLABLE),
        w.instant('barredUntil', NULLABLE),
      ],
      unique: [['openCustomerId']],
      index: [['customerId', 'staffId'], ['staffId', 'beganAt'], ['departmentId'], ['endedAt']],
    });
    const staff = (options = {}) => w.ref('staffId', 'staff', { onDelete: 'CASCADE', ...options });
    await createTable(runner, {
      name: 'holder_load',
      columns: [staff({ isPrimary: true }), w.int('openCount', { default: 0 })],
      checks: { openCount: 'openCount >= 0' },
    });
    await createTable(runner, {
      name: 'claim_day',
      columns: [staff({ isPrimary: true }), w.day('day', { isPrimary: true }), w.int('claims'), w.instant('lastClaimAt')],
    });
    await createTable(runner, {
      name: 'key_bar',
      columns: [w.id(), staff(), w.key('kind', 10), w.key('value', 190), w.instant('barredUntil')],
      unique: [['staffId', 'kind', 'value']],
      index: [['kind', 'value']],
    });
  }

  private async rules(runner: QueryRunner, w: Words): Promise<void> {
    const department = () => w.ref('departmentId', 'department', { ...NULLABLE, onDelete: 'CASCADE' });
    const tail = () => [w.flag('active'), w.instant('createdAt'), w.instant('updatedAt'), w.int('version', { default: 1 })];
    await createTable(runner, {
      name: 'deadline_rule',
      columns: [
        w.id(),
        w.text('name', 64),
        w.key('source', 40, NULLABLE),
        department(),
        w.key('target', 64),
        w.int('followUpDays', NULLABLE),
        w.int('dealDays', NULLABLE),
        w.key('dayKind', 10),
        w.json('warnHours'),
        w.int('barDays', NULLABLE),
        ...tail(),
      ],
      unique: [['target']],
    });
    await createTable(runner, {
      name: 'claim_rule',
      columns: [
        w.id(),
        w.text('name', 64),
        department(),
        w.key('target', 64),
        w.int('claimsPerDay', NULLABLE),
        w.int('secondsBetween', NULLABLE),
        w.int('maxOpen', NULLABLE),
        ...tail(),
      ],
      unique: [['target']],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      'claim_rule',
      'deadline_rule',
      'key_bar',
      'claim_day',
      'holder_load',
      'ownership',
      'customer_course',
      'customer_tag',
      'tag',
      'interaction',
      'contact',
      'company_profile',
      'person_profile',
      'customer_count_delta',
      'customer_count',
      'customer',
    ]);
  }
}
