import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { SYSTEM } from '../auth/principals.js';
import { BusinessTime } from '../context/business-time.js';
import { Clock, SECOND } from '../context/clock.js';
import { uniqueViolation } from '../database/database-errors.js';
import { slotAt } from './cron.js';
import { Jobs } from './jobs.js';
import { Loop } from './loop.js';
import { SCHEDULES, type ScheduleDefinition } from './schedule-definition.js';
import { ScheduleRepository } from './schedule.repository.js';

/** Enqueues what is due by the clock (REQ-E16): one run a slot, whoever is first; after an outage one run, not one for each slot that was missed. */
@Injectable()
export class ScheduleRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new Loop(
    'schedules',
    () => this.look(),
    () => SECOND,
  );

  constructor(
    @Inject(SCHEDULES) private readonly schedules: readonly ScheduleDefinition[],
    private readonly repository: ScheduleRepository,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly time: BusinessTime,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** One look at all of them. @returns false: there is nothing more to do until a later instant. */
  async look(): Promise<boolean> {
    const now = this.clock.now();
    const known = new Map((await this.repository.all()).map((row) => [row.name, row]));
    for (const schedule of this.schedules) {
      const row = known.get(schedule.name);
      const slot = slotAt(row?.cron ?? schedule.cron, this.time.zone, now);
      if (!row)
        await this.repository.addMissing(schedule.name, slot, now); // a new one begins with its next slot
      else if (!row.paused && row.lastSlot < slot) await this.enqueue(schedule, slot);
    }
    return false;
  }

  private async enqueue(schedule: ScheduleDefinition, slot: number): Promise<void> {
    try {
      await this.takeSlot(schedule, slot);
    } catch (error) {
      if (!uniqueViolation(error)) throw error; // another process has it
    }
  }

  @Transactional()
  private async takeSlot(schedule: ScheduleDefinition, slot: number): Promise<void> {
    if (!(await this.repository.take(schedule.name, slot))) return;
    const jobId = await this.jobs.enqueue(schedule.job, schedule.payload ?? {}, { key: `schedule:${schedule.name}`, actor: SYSTEM });
    await this.repository.ran(schedule.name, slot, jobId);
  }
}
