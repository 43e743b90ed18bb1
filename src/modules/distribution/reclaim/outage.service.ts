import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { Clock, HOUR, iso } from '../../../platform/context/clock.js';
import { Calendar } from '../../../platform/settings/calendar.js';
import { DeadlineRefresh } from '../../customers/deadlines/deadline-refresh.service.js';
import { ReclaimRepository } from './reclaim.repository.js';
import { workingTime } from './working-time.js';

/** People who could not work for longer than this get a business day more. */
const TOLERATED = HOUR;

/**
 * After an outage of more than an hour in working time reclaim waits one business day (spec 06, Deadlines): the deadlines themselves are put off, so that
 * the owner's verbs and the job agree. Looked at before the application listens, and with every run of reclaim.
 */
@Injectable()
export class OutageService implements OnApplicationBootstrap {
  private readonly log = new Logger(OutageService.name);
  /** By the process's own uptime, which no change of the clock moves. */
  private lastBeat: number | undefined;

  constructor(
    private readonly repository: ReclaimRepository,
    private readonly deadlines: DeadlineRefresh,
    private readonly calendar: Calendar,
    private readonly audit: Audit,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
  }

  /** @returns how many deadlines were put off. */
  async beat(): Promise<number> {
    const awake = this.lastBeat !== undefined && performance.now() - this.lastBeat < TOLERATED;
    const put = await this.beatNow(this.clock.now(), awake);
    this.lastBeat = performance.now();
    return put;
  }

  @Transactional()
  protected async beatNow(now: number, awake: boolean): Promise<number> {
    const before = await this.repository.lockBeat();
    await this.repository.beat(now);
    if (awake || before === 0 || now - before <= TOLERATED) return 0;
    if (workingTime(before, now, this.time, await this.calendar.current(), TOLERATED) <= TOLERATED) return 0;
    const day = await this.calendar.addWorkdays(this.time.dayOf(now), 1);
    const put = await this.deadlines.putOff(day);
    this.log.warn(`reclaim was down from ${iso(before)} to ${iso(now)}: ${put} deadlines put off to the end of ${day}`);
    await this.audit.record({
      subject: 'Customer',
      subjectId: `outage-${iso(before)}`,
      action: 'put-off',
      detail: { from: iso(before), to: iso(now), count: put, day },
    });
    return put;
  }
}
