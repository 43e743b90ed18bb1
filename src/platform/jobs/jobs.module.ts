import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../config/config.js';
import { Job } from './job.entity.js';
import { JobRepository } from './job.repository.js';
import { Jobs } from './jobs.js';
import { SCHEDULES, type ScheduleDefinition } from './schedule-definition.js';
import { Schedule, ScheduleRun } from './schedule.entity.js';
import { WakeUp } from './wake-up.js';

/** Work for later: rows, runner and schedules. Its doors are in `jobs-api.module.ts`. */
@Global()
@Module({})
export class JobsModule {
  static of(_config: Config, schedules: readonly ScheduleDefinition[]): DynamicModule {
    return {
      module: JobsModule,
      imports: [TypeOrmModule.forFeature([Job, Schedule, ScheduleRun])],
      providers: [Jobs, JobRepository, WakeUp, { provide: SCHEDULES, useValue: schedules }],
      exports: [Jobs],
    };
  }
}
