import { Injectable } from '@nestjs/common';
import { HOUR, MINUTE, SECOND } from '../context/clock.js';

/** How patient the machinery is, in milliseconds. One object, so that tests can make it hasty. */
@Injectable()
export class JobTuning {
  /** Jobs at once in the embedded runner. */
  concurrency = 4;
  /** How often the table is asked when nobody rings. */
  pollMs = SECOND;
  /** A running job whose process has not been heard of for this long is somebody else's. */
  leaseMs = MINUTE;
  /** How often running jobs report: lease, progress, whether they shall stop. */
  beatMs = SECOND;
  /** How often jobs of dead processes are looked for. */
  rescueMs = 5 * SECOND;
  /** Wait after the first failure; doubled by each further one. */
  backoffMs = 10 * SECOND;
  backoffLimitMs = HOUR;
  /** A job that Redis was told of and nobody took is told again after this. */
  resendMs = MINUTE;
  /** Longest wait for a call to Redis. */
  redisMs = 2 * SECOND;
  /** What is left to running jobs when the process is told to end. */
  graceMs = 15 * SECOND;
}
