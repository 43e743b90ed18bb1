import { setTimeout as sleep } from 'node:timers/promises';
import { type INestApplicationContext, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Transactional } from '@nestjs-cls/transactional';
import { ConfigModule } from '../../src/platform/config/config.module.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { Context } from '../../src/platform/context/context.js';
import { ContextModule } from '../../src/platform/context/context.module.js';
import { Database } from '../../src/platform/database/database.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { defineJob, Handles, jobKinds } from '../../src/platform/jobs/job-kind.js';
import type { JobRun } from '../../src/platform/jobs/job-run.js';
import { NoRetry } from '../../src/platform/jobs/job-stop.js';
import type { Job } from '../../src/platform/jobs/job.entity.js';
import { JobRepository } from '../../src/platform/jobs/job.repository.js';
import { JobTuning } from '../../src/platform/jobs/job-tuning.js';
import { type EnqueueOptions, Jobs } from '../../src/platform/jobs/jobs.js';
import { JobsModule } from '../../src/platform/jobs/jobs.module.js';
import type { ScheduleDefinition } from '../../src/platform/jobs/schedule-definition.js';
import { RegistryModule } from '../../src/platform/registry/registry.module.js';

const label = { 'zh-CN': '测试', en: 'Test' };
export const noteJob = defineJob<{ fails?: number; forGood?: boolean }>('test.note', { label, attempts: 4 });
export const longJob = defineJob<{ steps: number; stepMs: number }>('test.long', { label, transactional: false });
export const slowJob = defineJob<{ ms: number }>('test.slow', { label, attempts: 3, timeoutMs: 3000 });
export const scheduledJob = defineJob('test.scheduled', { label });

/** Handlers whose effects can be counted. */
@Injectable()
export class TestHandlers {
  constructor(
    private readonly database: Database,
    private readonly context: Context,
  ) {}

  @Handles(noteJob)
  async note({ fails = 0, forGood = false }: { fails?: number; forGood?: boolean }, run: JobRun) {
    await this.effect(run);
    if (forGood) throw new NoRetry('never');
    if (run.attempt <= fails) throw new Error('not yet'); // the effect goes with it
    return { attempt: run.attempt };
  }

  @Handles(longJob)
  async long({ steps, stepMs }: { steps: number; stepMs: number }, run: JobRun) {
    const [{ n }] = (await this.database.rows<{ n: number }>('SELECT COUNT(*) AS n FROM effect WHERE jobId = ?', [run.id])) as [
      { n: number },
    ];
    for (let step = Number(n); step < steps; step++) {
      if (run.stopped()) return;
      await this.effect(run);
      run.progress(step + 1, steps);
      await sleep(stepMs);
    }
  }

  @Handles(slowJob)
  async slow({ ms }: { ms: number }, run: JobRun) {
    await this.effect(run);
    await sleep(ms, undefined, { signal: run.signal });
  }

  @Handles(scheduledJob)
  async scheduled(_payload: object, run: JobRun) {
    await this.effect(run);
  }

  private async effect(run: JobRun): Promise<void> {
    await this.database.run('INSERT INTO effect (jobId, attempt, actor) VALUES (?, ?, ?)', [run.id, run.attempt, this.context.actor.name]);
  }
}

@Injectable()
export class TestSales {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
  ) {}

  @Transactional()
  async sell(
    times: number,
    payload: { fails?: number; forGood?: boolean } = {},
    options: EnqueueOptions = {},
    fail = false,
  ): Promise<number[]> {
    const ids: number[] = [];
    for (let i = 0; i < times; i++) ids.push(await this.jobs.enqueue(noteJob, payload, options));
    if (fail) throw new Error('rolled back');
    return ids;
  }

  @Transactional()
  async sellSlowly(options: EnqueueOptions, milliseconds: number): Promise<number> {
    const id = await this.jobs.enqueue(noteJob, {}, options);
    await this.database.rows('SELECT 1');
    await sleep(milliseconds);
    return id;
  }
}

export const HASTY: Partial<JobTuning> = {
  pollMs: 50,
  beatMs: 50,
  rescueMs: 50,
  backoffMs: 20,
  leaseMs: 1500,
  resendMs: 500,
  redisMs: 500,
  graceMs: 3000,
};

/** The engine alone, on the world that `env` names. */
export async function bootJobs(
  env: Record<string, string>,
  tuning: Partial<JobTuning> = {},
  schedules: ScheduleDefinition[] = [],
): Promise<INestApplicationContext> {
  const config = loadConfig(env);
  @Module({
    imports: [
      ConfigModule.of(config),
      ContextModule,
      RegistryModule,
      DatabaseModule,
      JobsModule.of(config, schedules, Object.assign(new JobTuning(), HASTY, tuning)),
    ],
    providers: [jobKinds.declare([noteJob, longJob, slowJob, scheduledJob]), TestHandlers, TestSales],
  })
  class JobWorld {}
  const app = await NestFactory.createApplicationContext(JobWorld, { logger: false, abortOnError: false });
  await app
    .get(Database)
    .run('CREATE TABLE IF NOT EXISTS effect (jobId INTEGER NOT NULL, attempt INTEGER NOT NULL, actor VARCHAR(100) NOT NULL)');
  return app;
}

export const job = async (app: INestApplicationContext, id: number) => (await app.get(JobRepository).find(id)) as Job;

export const effects = (app: INestApplicationContext) =>
  app.get(Database).rows<{ jobId: number; attempt: number; actor: string }>('SELECT * FROM effect');

export async function until(what: () => Promise<boolean> | boolean, ms = 10_000): Promise<void> {
  for (const from = performance.now(); performance.now() - from < ms; await sleep(20)) if (await what()) return;
  throw new Error('it did not happen in time');
}

export const inState = (app: INestApplicationContext, ids: number[], state: string, ms?: number) =>
  until(async () => (await Promise.all(ids.map((id) => job(app, id)))).every((row) => row.state === state), ms);
