import { Global, Module } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CleanUp } from './cleanup.handler.js';
import { cleanUpJobs } from './cleanup.jobs.js';
import { DocsController } from './docs/docs.controller.js';
import { OpenApi } from './docs/open-api.js';
import { DatabaseCheck, MigrationsCheck } from './health/database-checks.js';
import { HealthController } from './health/health.controller.js';
import { MetricsGate } from './health/metrics-gate.js';
import { Metrics } from './health/metrics.js';
import { MetricsController } from './health/metrics.controller.js';
import { Monitor } from './health/monitor.js';
import { ProcessFigures } from './health/process-figures.js';
import { Readiness } from './health/readiness.js';
import { RootController } from './health/root.controller.js';
import { Faults } from './faults.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { Idempotency } from './idempotency/idempotency.js';
import { IdempotentRequest } from './idempotency/idempotent-request.entity.js';
import { IdempotentAnswers } from './idempotency/idempotent-answers.js';
import { IdempotentRequestRepository } from './idempotency/idempotent-request.repository.js';
import { RouteStages } from './route-stages.js';
import { ThrottleInterceptor } from './throttle/throttle.interceptor.js';
import { Throttle } from './throttle/throttle.js';
import { ThrottleRepository } from './throttle/throttle.repository.js';
import { ThrottleWindow } from './throttle/throttle-window.entity.js';
import { UnaskedInputGuard } from './unasked-input.guard.js';
import { UploadInterceptor } from './uploads/upload.interceptor.js';
import { ValidationPipe } from './validation.pipe.js';
import { houseDocs } from './docs/house.docs.js';
import { EventStreams } from './event-streams.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([IdempotentRequest, ThrottleWindow])],
  controllers: [RootController, HealthController, MetricsController, DocsController],
  providers: [
    ...houseDocs,
    ...[Faults, ValidationPipe, { provide: APP_PIPE, useExisting: ValidationPipe }],
    cleanUpJobs,
    EventStreams,
    ...[CleanUp, OpenApi, Readiness, DatabaseCheck, MigrationsCheck],
    ...[Metrics, MetricsGate, Monitor, ProcessFigures],
    ...[Throttle, ThrottleRepository, Idempotency, IdempotentAnswers, IdempotentRequestRepository],
    ...[RouteStages, UnaskedInputGuard, ThrottleInterceptor, UploadInterceptor, IdempotencyInterceptor],
  ],
  exports: [EventStreams, Faults, ValidationPipe, OpenApi, Metrics, Throttle, Idempotency],
})
export class HttpModule {}
