import type { Database } from '../../src/platform/database/database.js';
import { OwnershipService } from '../../src/modules/customers/ownership/ownership.service.js';
import type { TestApp } from '../app.js';
import { departmentOf, newStaff } from '../staff.js';
import { newCustomers } from './held-customers.js';

type Value = string | number | null;
export interface Row {
  readonly id: number;
  /** By field: two things it may hold, written straight into the database. What is not here has no column, and is told beside it. */
  readonly values: Readonly<Record<string, readonly [Value, Value]>>;
  /** Where the field is more than a column of the same name. */
  readonly write?: Readonly<Record<string, (database: Database, value: Value) => Promise<unknown>>>;
}

export interface FieldRuled {
  readonly table: string;
  /** Rights beside the one to read, without which fields are masked or routes closed. */
  readonly beside?: readonly string[];
  readonly make: (house: TestApp, database: Database) => Promise<Row>;
}

const texts = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, [`a-${field}`, `b-${field}`] as const]));
const FLAG = [1, 0] as const;
const insert = (database: Database, table: string, values: Record<string, Value>) =>
  database.transaction(() =>
    database.insertId(
      `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.keys(values)
        .map(() => '?')
        .join(', ')})`,
      Object.values(values),
    ),
  );
const STAMPS = { version: 1, createdAt: 1, updatedAt: 1 };

const customerOf = async (house: TestApp, database: Database, holding: 'pool' | 'owned'): Promise<Row> => {
  const [id] = (await newCustomers(house, 1, holding === 'pool' ? { holding } : {})) as [number];
  const [owner, other] = [
    await newStaff(house, { name: '主持一', departmentCode: 2001 }),
    await newStaff(house, { name: '主持二', departmentCode: 2002 }),
  ];
  const [referrer] = (await newCustomers(house, 1, { name: '介绍人' })) as [number];
  if (holding === 'owned')
    await house.app
      .get(OwnershipService, { strict: false })
      .begin([{ customerId: id, staffId: owner.id }], { by: 'distributed', caps: 'ignore' });
  return {
    id,
    values: {
      ...texts('name', 'qq', 'wechat', 'email', 'area', 'address', 'postCode', 'website', 'externalId', 'notes'),
      type: ['person', 'company'],
      phone: ['+8613700000001', '+8613700000002'],
      gender: ['male', 'female'],
      source: ['baidu', 'sogou'],
      status: ['open', 'enrolled'],
      level: ['key', 'normal'],
      satisfaction: ['high', 'low'],
      credit: ['good', 'poor'],
      doNotCall: FLAG,
      doNotMail: FLAG,
      referredById: [referrer, null],
      ...(holding === 'owned'
        ? {
            holding: ['owned', 'closed'],
            ownerId: [owner.id, other.id],
            departmentId: [owner.departmentId, other.departmentId],
            ownedSince: [1_000_000_000_000, 1_000_500_000_000],
            lastFollowUpAt: [1_000_000_000_000, 1_000_500_000_000],
            reclaimAt: [4_000_000_000_000, 4_000_500_000_000],
            createdAt: [1_000_000_000_000, 1_000_500_000_000],
          }
        : {}),
    },
    // whoever is won, lost or nobody's has no deadline, which is told by a field of its own
    write: Object.fromEntries(
      ['status', 'holding'].map((field) => [
        field,
        (on: Database, value: Value) =>
          on.run(`UPDATE customer SET ${field} = ?, reclaimAt = NULL, followUpDueOn = NULL, dealDueOn = NULL WHERE id = ?`, [value, id]),
      ]),
    ),
  };
};

/** Every subject whose fields rules may name for reading. A new one gets a line here: `hidden-fields.e2e-spec.ts` walks them. */
export const FIELD_RULED: Readonly<Record<string, FieldRuled>> = {
  Course: {
    table: 'course',
    make: async (_house, database) => ({
      id: await insert(database, 'course', { name: 'a-name', outline: 'a-outline', active: 1, ...STAMPS }),
      values: { ...texts('name', 'outline'), active: FLAG },
    }),
  },
  Staff: {
    table: 'staff',
    make: async (house, database) => {
      const { id } = await newStaff(house, { name: 'a-name' });
      const positionId = await insert(database, 'job_position', {
        code: 'walked',
        nameZh: '职位',
        nameEn: 'Position',
        builtIn: 0,
        ...STAMPS,
      });
      const departments = [await departmentOf(house, 2001), await departmentOf(house, 2002)] as const;
      return {
        id,
        values: {
          ...texts('username', 'name', 'email', 'phone'),
          departmentId: departments,
          positionId: [positionId, null],
          language: ['zh-CN', 'en'],
          active: FLAG,
        },
      };
    },
  },
  Department: {
    table: 'department',
    make: async (house) => {
      const [id, parent] = [await departmentOf(house, 2003), await departmentOf(house, 2004)];
      return {
        id,
        values: { ...texts('name'), code: [1, 99_999], parentId: [null, parent] },
        write: {
          parentId: (database, value) =>
            database.run('UPDATE department SET parentId = ?, path = ? WHERE id = ?', [value, value ? `/${value}/${id}/` : `/${id}/`, id]),
        },
      };
    },
  },
  Leave: {
    table: 'staff_leave',
    make: async (house, database) => {
      const [one, other] = [await newStaff(house, { name: '请假一' }), await newStaff(house, { name: '请假二' })];
      const departments = [await departmentOf(house, 2001), await departmentOf(house, 2002)] as const;
      return {
        id: await insert(database, 'staff_leave', { staffId: one.id, fromDay: '2031-01-01', toDay: '2031-01-02', ...STAMPS }),
        values: { staffId: [one.id, other.id], departmentId: departments },
        write: {
          departmentId: (on, value) => on.run('UPDATE staff SET departmentId = ? WHERE id IN (?, ?)', [value, one.id, other.id]),
        },
      };
    },
  },
  Job: {
    table: 'job',
    make: async (house, database) => {
      const [one, other] = [await newStaff(house, { name: '发起一' }), await newStaff(house, { name: '发起二' })];
      const ended = {
        payload: '{}',
        attempt: 1,
        failures: 1,
        sentAt: 0,
        rerun: 0,
        cancelRequested: 0,
        runAt: 1,
        createdAt: 1,
        finishedAt: 5,
      };
      return {
        id: await insert(database, 'job', { kind: 'walked', state: 'failed', actorKind: 'staff', actorId: one.id, error: 'e', ...ended }),
        values: { ...texts('kind'), state: ['failed', 'cancelled'], actorId: [one.id, other.id] },
        write: {
          state: (on, value) =>
            on.run('UPDATE job SET state = ?, error = ?, finishedAt = ? WHERE actorId IN (?, ?)', [
              value,
              value === 'failed' ? 'e' : null,
              value === 'failed' ? 5 : 7,
              one.id,
              other.id,
            ]),
        },
      };
    },
  },
  Pool: { table: 'customer', beside: ['reveal Pool'], make: (house, database) => customerOf(house, database, 'pool') },
  Customer: {
    table: 'customer',
    beside: ['reveal Contact', 'read Contact', 'read Interaction'],
    make: (house, database) => customerOf(house, database, 'owned'),
  },
};
