import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Config } from '../config/config.js';
import { jobDriver } from './drivers/job-driver.js';
import { JobActors } from './job-actors.js';
import { JobExecution } from './job-execution.js';
import { JobFigures } from './job-figures.js';
import { JobFiguresRepository } from './job-figures.repository.js';
import { JobHandlers } from './job-handlers.js';
import { JobQueueRepository } from './job-queue.repository.js';
import { JobRescue } from './job-rescue.js';
import { JobRunner } from './job-runner.js';
import { JobShutdown } from './job-shutdown.js';
import { JobSignals } from './job-signals.js';
import { JobTuning } from './job-tuning.js';
import { Job } from './job.entity.js';
import { JobRepository } from './job.repository.js';
import { jobTexts } from './job-texts.js';
import { Jobs } from './jobs.js';
import { JobPruning } from './prune.handler.js';
import { RunningJobs } from './running-jobs.js';
import { ScheduleCheck } from './schedule-check.js';
import { SCHEDULES, type ScheduleDefinition } from './schedule-definition.js';
import { Schedule, ScheduleRun } from './schedule.entity.js';
import { ScheduleRepository } from './schedule.repository.js';
import { WakeUp } from './wake-up.js';
import { pruneJobs } from './prune.jobs.js';

/** Work for later: rows, runner and schedules. Its doors are in `jobs-api.module.ts`. */
@Global()
@Module({})
export class JobsModule {
  static of(config: Config, schedules: readonly ScheduleDefinition[], tuning = new JobTuning()): DynamicModule {
    const driver = jobDriver(config);
    return {
      module: JobsModule,
      imports: [TypeOrmModule.forFeature([Job, Schedule, ScheduleRun]), ...driver.imports],
      providers: [
        ...driver.providers,
        { provide: SCHEDULES, useValue: schedules },
        { provide: JobTuning, useValue: tuning },
        JobActors,
        JobExecution,
        JobFigures,
        JobFiguresRepository,
        JobHandlers,
        pruneJobs,
        jobTexts,
        JobPruning,
        JobQueueRepository,
        JobRepository,
        JobRescue,
        JobRunner,
        Jobs,
        JobShutdown,
        JobSignals,
        RunningJobs,
        ScheduleCheck,
        ScheduleRepository,
        WakeUp,
      ],
      exports: [Jobs, JobRepository, JobSignals, JobTuning, ScheduleRepository, SCHEDULES],
    };
  }
}
