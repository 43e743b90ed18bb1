import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, NULLABLE, wordsFor } from '../src/platform/database/schema.js';

/** Who is signed in, from where, who tried, and the one-time links. People are named by kind and id: the platform knows no staff table. */
export class Auth0010000000000 implements MigrationInterface {
  name = 'Auth0010000000000';

  async up(runner: QueryRunner): Promise<void> {
    const w = wordsFor(runner);
    const principal = () => [w.key('kind', 8), w.int('principalId')];
    const from = () => [w.text('address', 64, NULLABLE), w.text('userAgent', 200, NULLABLE)];
    await createTable(runner, {
      name: 'auth_session',
      columns: [
        w.id(),
        w.key('door', 8),
        ...principal(),
        w.key('tokenHash', 43),
        w.key('familyHash', 43, NULLABLE),
        w.flag('rememberMe'),
        ...from(),
        w.instant('createdAt'),
        w.instant('seenAt'),
        w.instant('expiresAt'),
        w.instant('endsAt'),
        w.instant('endedAt', NULLABLE),
        w.key('endReason', 20, NULLABLE),
      ],
      unique: [['tokenHash'], ['familyHash']],
      index: [['kind', 'principalId'], ['endsAt']],
      checks: { door: "door IN ('cookie', 'token')" },
    });
    await createTable(runner, {
      name: 'auth_tries',
      columns: [w.id(), w.key('purpose', 20), w.key('pairHash', 43), w.int('taken'), w.instant('endsAt')],
      unique: [['purpose', 'pairHash']],
      index: [['endsAt']],
    });
    await createTable(runner, {
      name: 'sign_in_log',
      columns: [
        w.id(),
        w.instant('at'),
        w.key('kind', 8),
        w.text('username', 64),
        w.int('principalId', NULLABLE),
        w.key('door', 8),
        w.key('outcome', 20),
        ...from(),
      ],
      index: [['at'], ['kind', 'principalId', 'at']],
    });
    await createTable(runner, {
      name: 'one_time_link',
      columns: [
        w.id(),
        w.key('purpose', 12),
        ...principal(),
        w.key('tokenHash', 43),
        w.int('createdById', NULLABLE),
        w.instant('createdAt'),
        w.instant('expiresAt'),
        w.instant('usedAt', NULLABLE),
      ],
      unique: [['tokenHash']],
      index: [['kind', 'principalId'], ['expiresAt']],
      checks: { purpose: "purpose IN ('invitation', 'reset')" },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, ['one_time_link', 'sign_in_log', 'auth_tries', 'auth_session']);
  }
}
