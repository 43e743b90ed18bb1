import { Injectable } from '@nestjs/common';
import { Clock } from '../context/clock.js';
import { Context } from '../context/context.js';
import { FieldSight } from '../permissions/field-sight.js';
import { Scope } from '../permissions/scope.js';
import { NOTHING } from '../permissions/scope-sql.js';
import type { Job } from './job.entity.js';
import type { JobPageReach, JobReach } from './job.repository.js';
import { JOB_TELLS, type JobQuery, type JobView, jobView } from './jobs.dto.js';

const COLUMNS = new Set(['id', 'kind', 'state', 'actorKind', 'actorId']);
const columnOf = (field: string): string | undefined => (COLUMNS.has(field) ? `job.${field}` : undefined);

/** What the caller sees of jobs: the whole of his own, of others what his permissions and their field rules reach. */
@Injectable()
export class JobSight {
  constructor(
    private readonly scope: Scope,
    private readonly sight: FieldSight,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  reach(action: string): JobReach {
    return { scope: this.scope.sql('Job', action, columnOf), actor: this.context.actor };
  }

  /** Filters and orders reach no further than what they tell of is seen; one's own jobs are always within. */
  pageReach({ kind, state, sort = 'createdAt' }: JobQuery): JobPageReach {
    const told = [kind && 'kind', state && 'state', JOB_TELLS[sort.replace(/^-/, '')]].flatMap((field) => {
      const seen = field ? this.sight.seeing('Job', field, columnOf) : undefined;
      return seen === undefined ? [] : [{ scope: seen || NOTHING, actor: this.context.actor }];
    });
    return { reach: this.reach('read'), told, seesStates: this.sight.everywhere('Job', 'state') };
  }

  view(job: Job): JobView {
    const view = jobView(job, this.context.language, this.clock.now());
    const { kind, id } = this.context.actor;
    return job.actorKind === kind && job.actorId === id ? view : this.sight.shown('Job', view, job, JOB_TELLS);
  }
}
