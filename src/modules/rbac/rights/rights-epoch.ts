import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';

const READ_EVERY = 500;

/**
 * One number that every change of rights raises in its own transaction. Each process reads it at most twice a second,
 * so that a change holds everywhere within a second. Raising it first also makes changes of rights wait for one another.
 */
@Injectable()
export class RightsEpoch {
  private known = -1;
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly database: Database) {}

  async current(): Promise<number> {
    if (performance.now() - this.readAt > READ_EVERY) {
      const at = performance.now();
      const [row] = await this.database.rows<{ epoch: number }>('SELECT epoch FROM rights_epoch WHERE id = 1');
      this.known = Number(row?.epoch ?? 0);
      this.readAt = at;
    }
    return this.known;
  }

  /** The first statement of every transaction that changes rights: holds the row's lock to its end. */
  async raise(): Promise<void> {
    await this.database.run('UPDATE rights_epoch SET epoch = epoch + 1 WHERE id = 1');
    this.readAt = Number.NEGATIVE_INFINITY;
  }
}
