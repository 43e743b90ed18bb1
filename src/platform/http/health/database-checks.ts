import { Injectable } from '@nestjs/common';
import { migrationState } from '../../database/data-source.js';
import { Database } from '../../database/database.js';
import { ReadinessCheck } from './readiness.js';

@Injectable()
export class DatabaseCheck extends ReadinessCheck {
  readonly part = 'database';

  constructor(private readonly database: Database) {
    super();
  }

  async check(): Promise<void> {
    await this.database.rows('SELECT 1 AS one');
  }
}

/** Another version may have migrated on, or a restored backup may be older than the code. */
@Injectable()
export class MigrationsCheck extends ReadinessCheck {
  readonly part = 'migrations';

  constructor(private readonly database: Database) {
    super();
  }

  async check(): Promise<void> {
    const { missing } = await migrationState(this.database.manager.dataSource);
    if (missing.length) throw new Error(`not applied: ${missing.join(', ')}`);
  }
}
