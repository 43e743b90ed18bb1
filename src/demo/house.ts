import type { INestApplicationContext, Type } from '@nestjs/common';
import { StaffPrincipals } from '../modules/rbac/staff/staff-principals.js';
import { SYSTEM } from '../platform/auth/principals.js';
import { BusinessTime } from '../platform/context/business-time.js';
import { Clock, HOUR } from '../platform/context/clock.js';
import { Context } from '../platform/context/context.js';
import type { Language } from '../platform/context/language.js';
import { Database } from '../platform/database/database.js';
import { JobHandlers } from '../platform/jobs/job-handlers.js';
import { JobQueueRepository } from '../platform/jobs/job-queue.repository.js';
import { JobRunner } from '../platform/jobs/job-runner.js';

const AT_ONCE = 10;

/** The application as the demo plays it: every verb by the person whose it is, at the hour the story says, jobs when the story says. */
export class House {
  readonly clock: Clock;
  readonly time: BusinessTime;
  readonly database: Database;

  constructor(
    readonly app: INestApplicationContext,
    readonly language: Language = 'zh-CN',
  ) {
    this.clock = this.get(Clock);
    this.time = this.get(BusinessTime);
    this.database = this.get(Database);
  }

  get<T>(type: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.app.get(type as Type<T>, { strict: false });
  }

  /** As this colleague, with his rights; as the system without one. */
  async as<T>(staffId: number | null, work: () => Promise<T>): Promise<T> {
    const actor = staffId === null ? SYSTEM : await this.get(StaffPrincipals).load(staffId);
    if (!actor) throw new Error(`${staffId} is no active colleague`);
    return this.get(Context).run({ actor, language: this.language, source: staffId === null ? 'system' : 'api' }, work);
  }

  /** The same in one transaction: many small verbs cost one commit. */
  together<T>(staffId: number | null, work: () => Promise<T>): Promise<T> {
    return this.as(staffId, () => this.database.transaction(work));
  }

  /** Runs everything that is due, until nothing is. For an application whose own runner rests. */
  async work(): Promise<void> {
    const queue = this.get(JobQueueRepository);
    const runner = this.get(JobRunner);
    const { kinds } = this.get(JobHandlers);
    for (let claims = await queue.claimDue(kinds, AT_ONCE, HOUR); claims.length; claims = await queue.claimDue(kinds, AT_ONCE, HOUR))
      for (const claim of claims) await runner.run(claim);
  }
}
