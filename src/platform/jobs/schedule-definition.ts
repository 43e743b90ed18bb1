import type { Text } from '../context/language.js';
import type { JobKind } from './job-kind.js';

/** A recurring job; all of them stand in `src/schedules.ts`. */
export interface ScheduleDefinition {
  /** `distribution.reclaim`; used in addresses. */
  readonly name: string;
  readonly label: Text;
  /** Minute, hour, day of month, month, day of week, in the business time zone. Operations may set another. */
  readonly cron: string;
  /** What it acts on is decided by its own queries and the Clock. */
  readonly job: JobKind;
  /** `{}` without it. */
  readonly payload?: object;
}

export const SCHEDULES = Symbol('schedules');
