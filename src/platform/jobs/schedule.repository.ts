import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Schedule, ScheduleRun } from './schedule.entity.js';

@Injectable()
export class ScheduleRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<Schedule[]> {
    return this.table.find({ order: { name: 'ASC' } });
  }

  find(name: string): Promise<Schedule | null> {
    return this.table.findOneBy({ name });
  }

  /** Several processes may meet a new schedule at once. */
  async addMissing(name: string, lastSlot: number, now: number): Promise<void> {
    const { insertIgnore } = this.database.dialect;
    await this.database.run(`${insertIgnore} schedule (name, cron, paused, lastSlot, version, updatedAt) VALUES (?, NULL, 0, ?, 1, ?)`, [
      name,
      lastSlot,
      now,
    ]);
  }

  /** @returns whether this caller takes the slot: exactly one does. */
  async take(name: string, slot: number): Promise<boolean> {
    const { affected } = await this.table
      .createQueryBuilder()
      .update()
      .set({ lastSlot: slot })
      .where('name = :name AND paused = :no AND lastSlot < :slot', { name, no: false, slot })
      .execute();
    if (!affected) return false;
    await this.database.repository(ScheduleRun).insert({ name, slot, jobId: null });
    return true;
  }

  async ran(name: string, slot: number, jobId: number): Promise<void> {
    await this.database.repository(ScheduleRun).update({ name, slot }, { jobId });
  }

  /** @returns false when it has changed since `version`. */
  async change(
    name: string,
    version: number,
    values: Partial<Pick<Schedule, 'cron' | 'paused' | 'lastSlot'>>,
    now: number,
  ): Promise<boolean> {
    const { affected } = await this.table.update({ name, version }, { ...values, version: version + 1, updatedAt: now });
    return affected === 1;
  }

  async prune(before: number): Promise<void> {
    await this.database.run('DELETE FROM schedule_run WHERE slot < ?', [before]);
  }

  private get table() {
    return this.database.repository(Schedule);
  }
}
