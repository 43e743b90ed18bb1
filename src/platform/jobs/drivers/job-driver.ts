import { BullModule } from '@nestjs/bullmq';
import type { ModuleMetadata } from '@nestjs/common';
import type { Config } from '../../config/config.js';
import { ScheduleRunner } from '../schedule-runner.js';
import { BullRelay } from './bull-relay.js';
import { BullRunner } from './bull-runner.js';
import { BullSource } from './bull-source.js';
import { CalmQueue } from './calm-queue.js';
import { EmbeddedRunner } from './embedded-runner.js';
import { EmbeddedSource } from './embedded-source.js';
import { RedisQueueCheck, TableQueueCheck } from './queue-checks.js';
import { QUEUE } from './queue-name.js';
import { TrackedRedis } from './tracked-redis.js';

type Parts = Required<Pick<ModuleMetadata, 'imports' | 'providers'>>;

/** What runs jobs in this process: nothing in one that only serves requests, else BullMQ where there is a Redis, else the embedded runner. */
export function jobDriver(config: Config): Parts {
  if (!config.runsJobs) return { imports: [], providers: [TableQueueCheck] };
  const { redisUrl, redisPrefix } = config;
  if (!redisUrl) return { imports: [], providers: [ScheduleRunner, EmbeddedRunner, EmbeddedSource, TableQueueCheck] };
  BullModule.queueClass = CalmQueue;
  return {
    imports: [
      BullModule.forRootAsync({ useFactory: () => ({ connection: TrackedRedis.to(redisUrl) as never, prefix: `{${redisPrefix}}` }) }),
      BullModule.registerQueue({ name: QUEUE }),
    ],
    providers: [ScheduleRunner, BullRelay, BullRunner, BullSource, RedisQueueCheck],
  };
}
