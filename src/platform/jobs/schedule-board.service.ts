import { Inject, Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../audit/audit.js';
import { BusinessTime } from '../context/business-time.js';
import { Clock, iso } from '../context/clock.js';
import { commonErrors } from '../errors/common.errors.js';
import { changesNothing } from '../http/given.js';
import { isCron, slotAfter, slotAt } from './cron.js';
import { Jobs } from './jobs.js';
import type { ScheduleBody } from './jobs.dto.js';
import { jobErrors } from './jobs.errors.js';
import { SCHEDULES, type ScheduleDefinition } from './schedule-definition.js';
import type { Schedule } from './schedule.entity.js';
import { ScheduleRepository } from './schedule.repository.js';

/** What recurs, and what operations have changed about it. */
@Injectable()
export class ScheduleBoard {
  constructor(
    @Inject(SCHEDULES) private readonly schedules: readonly ScheduleDefinition[],
    private readonly repository: ScheduleRepository,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly time: BusinessTime,
    private readonly audit: Audit,
  ) {}

  async all() {
    const rows = new Map((await this.repository.all()).map((row) => [row.name, row]));
    return this.schedules.map((schedule) => this.view(schedule, rows.get(schedule.name)));
  }

  /** @throws not-found (404) */
  async get(name: string) {
    const schedule = this.schedules.find((one) => one.name === name);
    if (!schedule) throw commonErrors['not-found']();
    return this.view(schedule, (await this.repository.find(name)) ?? undefined);
  }

  /** Slots before now are passed over, so that nothing runs merely because of the change. @throws not-found (404), schedule.cron-invalid (400), stale (409) */
  @Transactional()
  async change(name: string, body: ScheduleBody) {
    const schedule = this.schedules.find((one) => one.name === name);
    if (!schedule) throw commonErrors['not-found']();
    if (typeof body.cron === 'string' && !isCron(body.cron)) throw jobErrors['schedule.cron-invalid']();
    const now = this.clock.now();
    await this.repository.addMissing(name, slotAt(schedule.cron, this.time.zone, now), now);
    const row = (await this.repository.find(name))!;
    if (body.version !== undefined && body.version !== row.version) throw commonErrors.stale();
    if (changesNothing(row, { cron: body.cron, paused: body.paused })) return this.get(name);
    const next = { cron: body.cron === undefined ? row.cron : body.cron, paused: body.paused ?? row.paused };
    const lastSlot = slotAt(next.cron ?? schedule.cron, this.time.zone, now);
    if (!(await this.repository.change(name, row.version, { ...next, lastSlot }, now))) throw commonErrors.stale();
    await this.audit.record({
      subject: 'Schedule',
      subjectId: name,
      action: 'update',
      before: { cron: row.cron, paused: row.paused },
      after: next,
    });
    return this.get(name);
  }

  /** Now, beside its slots; joins the run that waits or is under way. @returns the job's id. @throws not-found (404) */
  @Transactional()
  async run(name: string): Promise<{ jobId: number }> {
    const schedule = this.schedules.find((one) => one.name === name);
    if (!schedule) throw commonErrors['not-found']();
    const jobId = await this.jobs.enqueue(schedule.job, schedule.payload ?? {}, { key: `schedule:${name}` });
    await this.audit.record({ subject: 'Schedule', subjectId: name, action: 'run', detail: { jobId } });
    return { jobId };
  }

  private view(schedule: ScheduleDefinition, row: Schedule | undefined) {
    const cron = row?.cron ?? schedule.cron;
    const paused = row?.paused ?? false;
    return {
      name: schedule.name,
      label: schedule.label,
      job: schedule.job.kind,
      cron,
      defaultCron: schedule.cron,
      paused,
      lastSlotAt: iso(row?.lastSlot),
      nextSlotAt: paused ? null : iso(slotAfter(cron, this.time.zone, this.clock.now())),
      version: row?.version ?? 1,
    };
  }
}
