import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock, DAY } from '../../../platform/context/clock.js';
import type { JobRun } from '../../../platform/jobs/job-run.js';
import { KeyBarRepository } from '../bars/key-bar.repository.js';
import { CustomerChildren } from '../customer-children.js';
import { KEPT_DAYS } from './recycle-bin.dto.js';
import { RecycleBinRepository } from './recycle-bin.repository.js';

const BATCH = 200;

/** The end of deleted customers: rows, files of their children, and the readable part of the log; and of bars whose time is over. */
@Injectable()
export class CustomerPurgeService {
  constructor(
    private readonly repository: RecycleBinRepository,
    private readonly children: CustomerChildren,
    private readonly audit: Audit,
    private readonly keyBars: KeyBarRepository,
    private readonly clock: Clock,
  ) {}

  /** One transaction a batch; may die and be run again anywhere. @returns how many were removed. */
  async run(run: Pick<JobRun, 'stopped'>): Promise<{ removed: number }> {
    const before = this.clock.now() - KEPT_DAYS * DAY;
    let removed = 0;
    for (let after = 0; !run.stopped();) {
      const ids = await this.repository.expired(before, after, BATCH);
      if (!ids.length) break;
      removed += await this.remove(ids);
      after = ids.at(-1)!;
    }
    while (!run.stopped() && (await this.keyBars.removeOver(this.clock.now(), BATCH)) === BATCH);
    return { removed };
  }

  @Transactional()
  private async remove(ids: readonly number[]): Promise<number> {
    const free = await this.children.deletable(ids);
    const ending = await this.repository.withMerged(free);
    await this.children.erase(ending);
    await this.repository.erase(ending);
    for (const id of ending) await this.audit.erasePerson({ subject: 'Customer', id });
    return free.length;
  }
}
