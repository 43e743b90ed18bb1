import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../audit/audit.js';
import { Clock } from '../context/clock.js';
import { commonErrors } from '../errors/common.errors.js';
import { uniqueViolation } from '../database/database-errors.js';
import type { Page } from '../http/list-query.js';
import { Scope } from '../permissions/scope.js';
import { Job } from './job.entity.js';
import { JobRepository } from './job.repository.js';
import type { JobQuery, JobView } from './jobs.dto.js';
import { jobErrors } from './jobs.errors.js';
import { JobSight } from './job-sight.js';
import { JobSignals } from './job-signals.js';

/** Jobs as people see them: their own, and those their permissions reach. */
@Injectable()
export class JobBoard {
  constructor(
    private readonly repository: JobRepository,
    private readonly scope: Scope,
    private readonly sight: JobSight,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly signals: JobSignals,
  ) {}

  async page(query: JobQuery): Promise<Page<JobView>> {
    const page = await this.repository.page(query, query, this.sight.pageReach(query));
    return { ...page, items: page.items.map((job) => this.sight.view(job)) };
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<JobView> {
    return this.sight.view(await this.inReach(id, 'read'));
  }

  /** @throws not-found (404), job.over (409) */
  @Transactional()
  async cancel(id: number): Promise<JobView> {
    const job = await this.inReach(id, 'cancel');
    if (!(await this.repository.cancelWaiting(id, this.clock.now())) && !(await this.repository.requestCancel(id)))
      throw jobErrors['job.over']();
    await this.audit.record({ subject: 'Job', subjectId: id, action: 'cancel', detail: { kind: job.kind } });
    this.signals.cancelled(id);
    return this.get(id);
  }

  /** A dead letter or a cancelled job waits again. @throws not-found (404), forbidden (403), job.not-failed, job.another-active (409) */
  @Transactional()
  async retry(id: number): Promise<JobView> {
    const job = await this.inReach(id, 'read');
    this.scope.demand('retry', 'Job', job);
    if (!(await this.revive(id))) throw jobErrors['job.not-failed']();
    await this.audit.record({ subject: 'Job', subjectId: id, action: 'retry', detail: { kind: job.kind } });
    this.signals.waiting();
    return this.get(id);
  }

  private async revive(id: number): Promise<boolean> {
    try {
      return await this.repository.revive(id, this.clock.now());
    } catch (error) {
      if (uniqueViolation(error)) throw jobErrors['job.another-active']();
      throw error;
    }
  }

  private async inReach(id: number, action: string): Promise<Job> {
    const job = await this.repository.findInReach(id, this.sight.reach(action));
    if (!job) throw commonErrors['not-found']();
    return job;
  }
}
