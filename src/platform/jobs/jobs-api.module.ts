import { Module } from '@nestjs/common';
import { JobBoard } from './job-board.service.js';
import { JobSight } from './job-sight.js';
import { JobEvents } from './job-events.js';
import { JobsAdmin, jobsAdmin } from './jobs.admin.js';
import { FailedJobsCard, failedJobsCard } from './jobs.home.js';
import { JobsController } from './jobs.controller.js';
import { jobsPermissions } from './jobs.permissions.js';
import { ScheduleBoard } from './schedule-board.service.js';
import { SchedulesAdmin, schedulesAdmin } from './schedules.admin.js';
import { SchedulesController } from './schedules.controller.js';
import { jobsDocs } from './jobs.docs.js';

/** The doors to jobs and schedules: addresses, streams, screens. */
@Module({
  controllers: [JobsController, SchedulesController],
  providers: [
    ...jobsDocs,
    JobBoard,
    JobSight,
    JobEvents,
    JobsAdmin,
    ScheduleBoard,
    SchedulesAdmin,
    jobsAdmin,
    FailedJobsCard,
    failedJobsCard,
    jobsPermissions,
    schedulesAdmin,
  ],
})
export class JobsApiModule {}
