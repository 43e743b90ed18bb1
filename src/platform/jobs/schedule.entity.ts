import { Entity, Index } from 'typeorm';
import { flagColumn, idColumn, instantColumn, intColumn, keyColumn, refColumn } from '../database/columns.js';

/** What operations have changed about a recurring job, and how far it has come. */
@Entity('schedule')
@Index('uq_schedule_name', ['name'], { unique: true })
export class Schedule {
  @idColumn() id: number;
  @keyColumn(80) name: string;
  /** Instead of the one in `schedules.ts`, in the business time zone. */
  @keyColumn(60, { nullable: true }) cron: string | null;
  @flagColumn() paused: boolean;
  /** Slots up to this instant have been taken, or passed over. */
  @instantColumn() lastSlot: number;
  @intColumn() version: number;
  @instantColumn() updatedAt: number;
}

/** One run a slot, however many processes there are: the index decides. */
@Entity('schedule_run')
@Index('uq_schedule_run_name_slot', ['name', 'slot'], { unique: true })
@Index('ix_schedule_run_slot', ['slot'])
export class ScheduleRun {
  @idColumn() id: number;
  @keyColumn(80) name: string;
  @instantColumn() slot: number;
  @refColumn({ nullable: true }) jobId: number | null;
}
