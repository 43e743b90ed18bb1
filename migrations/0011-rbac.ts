import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** Departments, positions, staff with their accounts, roles, permissions (menu → group → permission), leave. */
export class Rbac0011000000000 implements MigrationInterface {
  name = 'Rbac0011000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    const stamps = () => [w.int('version'), w.instant('createdAt'), w.instant('updatedAt')];
    await createTable(runner, {
      name: 'department',
      columns: [w.id(), w.int('code'), w.text('name', 64), w.ref('parentId', 'department', NULLABLE), w.key('path', 255), ...stamps()],
      unique: [['code'], ['name']],
      index: [['parentId'], ['path']],
    });
    await createTable(runner, {
      name: 'job_position',
      columns: [w.id(), w.key('code', 40), w.text('nameZh', 64), w.text('nameEn', 64), w.flag('builtIn'), ...stamps()],
      unique: [['code'], ['nameZh'], ['nameEn']],
    });
    await createTable(runner, {
      name: 'staff',
      columns: [
        w.id(),
        w.key('username', 64),
        w.text('name', 64),
        w.key('email', 190, NULLABLE),
        w.text('phone', 32, NULLABLE),
        w.ref('departmentId', 'department', NULLABLE),
        w.ref('positionId', 'job_position', NULLABLE),
        w.flag('active'),
        w.key('language', 5, NULLABLE),
        w.key('passwordHash', 200, NULLABLE),
        w.instant('passwordChangedAt', NULLABLE),
        ...stamps(),
      ],
      unique: [['username'], ['email']],
      index: [['departmentId'], ['positionId'], ['name']],
    });
    await createTable(runner, {
      name: 'role',
      columns: [
        w.id(),
        w.key('code', 40),
        w.text('nameZh', 64),
        w.text('nameEn', 64),
        w.text('description', 500, NULLABLE),
        w.flag('builtIn'),
        w.flag('active'),
        ...stamps(),
      ],
      unique: [['code'], ['nameZh'], ['nameEn']],
    });
    await createTable(runner, {
      name: 'permission_menu',
      columns: [w.id(), w.key('code', 64), w.text('titleZh', 64), w.text('titleEn', 64), w.int('sortNo'), w.flag('builtIn'), ...stamps()],
      unique: [['code']],
    });
    await createTable(runner, {
      name: 'permission_group',
      columns: [
        w.id(),
        w.key('code', 64),
        w.text('titleZh', 64),
        w.text('titleEn', 64),
        w.ref('menuId', 'permission_menu'),
        w.int('sortNo'),
        w.flag('builtIn'),
        ...stamps(),
      ],
      unique: [['code']],
      index: [['menuId']],
    });
    await createTable(runner, {
      name: 'permission',
      columns: [
        w.id(),
        w.key('code', 120),
        w.text('titleZh', 120),
        w.text('titleEn', 120),
        w.key('actionName', 60),
        w.key('subjectName', 60),
        w.json('fields', NULLABLE),
        w.json('conditions', NULLABLE),
        w.flag('inverted'),
        w.ref('groupId', 'permission_group'),
        w.ref('parentId', 'permission', { ...NULLABLE, onDelete: 'SET NULL' }),
        w.flag('builtIn'),
        ...stamps(),
      ],
      unique: [['code']],
      index: [['groupId'], ['parentId'], ['subjectName', 'actionName']],
    });
    await createTable(runner, {
      name: 'staff_role',
      columns: [w.id(), w.ref('staffId', 'staff', { onDelete: 'CASCADE' }), w.ref('roleId', 'role')],
      unique: [['staffId', 'roleId']],
      index: [['roleId']],
    });
    await createTable(runner, {
      name: 'role_permission',
      columns: [
        w.id(),
        w.ref('roleId', 'role', { onDelete: 'CASCADE' }),
        w.ref('permissionId', 'permission', { onDelete: 'CASCADE' }),
        w.key('reach', 12),
        w.json('conditions', NULLABLE),
        w.json('fields', NULLABLE),
        w.flag('inverted'),
      ],
      unique: [['roleId', 'permissionId']],
      index: [['permissionId']],
      checks: { reach: "reach IN ('own', 'department', 'tree', 'all', 'custom')" },
    });
    await createTable(runner, {
      name: 'staff_leave',
      columns: [
        w.id(),
        w.ref('staffId', 'staff', { onDelete: 'CASCADE' }),
        w.day('fromDay'),
        w.day('toDay'),
        w.text('reason', 200, NULLABLE),
        w.ref('createdById', 'staff', { ...NULLABLE, onDelete: 'SET NULL' }),
        ...stamps(),
      ],
      index: [['staffId', 'toDay'], ['fromDay'], ['createdById']],
      checks: { days: 'fromDay <= toDay' },
    });
    // one row: raised by every change of rights, and locked by whoever makes one
    await createTable(runner, { name: 'rights_epoch', columns: [w.int('id', { isPrimary: true }), w.big('epoch')] });
    await runner.query('INSERT INTO rights_epoch (id, epoch) VALUES (1, 1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, [
      'rights_epoch',
      'staff_leave',
      'role_permission',
      'staff_role',
      'permission',
      'permission_group',
      'permission_menu',
      'role',
      'staff',
      'job_position',
      'department',
    ]);
  }
}
