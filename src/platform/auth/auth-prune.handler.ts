import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../context/clock.js';
import { Handles } from '../jobs/job-kind.js';
import { pruneAuthJob } from './auth.jobs.js';
import { AuthSessionRepository } from './sessions/auth-session.repository.js';
import { OneTimeLinkRepository } from './accounts/one-time-link.repository.js';
import { SignInLogRepository } from './sign-in/sign-in-log.repository.js';
import { TriesRepository } from './sign-in/tries.repository.js';

const KEPT = { tries: DAY, links: 30 * DAY, sessions: 30 * DAY, log: 400 * DAY } as const;

/** What nobody can use any more is kept for a while, to be looked up, and then removed. */
@Injectable()
export class AuthPrune {
  constructor(
    private readonly tries: TriesRepository,
    private readonly links: OneTimeLinkRepository,
    private readonly sessions: AuthSessionRepository,
    private readonly log: SignInLogRepository,
    private readonly clock: Clock,
  ) {}

  @Handles(pruneAuthJob)
  async run(): Promise<void> {
    const now = this.clock.now();
    await this.tries.removeOlderThan(now - KEPT.tries);
    await this.links.removeExpiredBefore(now - KEPT.links);
    await this.sessions.removeEndedBefore(now - KEPT.sessions);
    await this.log.removeBefore(now - KEPT.log);
  }
}
