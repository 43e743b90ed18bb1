import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { bootJobs, effects, inState, job, longJob, until } from '../conformance/job-world.js';
import { migratedWorld } from '../migrated.js';
import { STACK } from '../world.js';
import { killed, startChild } from './support/child.js';

const DRIVERS = STACK === 'sqlite' ? ['embedded on SQLite'] : ['embedded on MariaDB', 'BullMQ on MariaDB'];

describe.each(DRIVERS)('jobs, %s, whose process dies', (driver) => {
  it('REQ-SY7 a process that is killed half way through loses nothing: the job goes on where it stopped', async () => {
    const world = await migratedWorld(driver.startsWith('BullMQ') ? {} : { REDIS_URL: '' });
    if (STACK === 'sqlite') world.env['SQLITE_PATH'] = join(world.env['DATA_DIR']!, 'test.sqlite');
    const [asks, works] = STACK === 'sqlite' ? ['all', 'all'] : ['web', 'worker'];
    const app = await bootJobs({ ...world.env, ROLE: asks }, { concurrency: 0 });
    const { child } = await startChild('job-child', { ...world.env, ROLE: works });
    let next: INestApplicationContext | undefined;
    try {
      const id = await app.get(Jobs).enqueue(longJob, { steps: 20, stepMs: 100 });
      await until(async () => (await effects(app)).length >= 3, 15_000);
      await killed(child);
      next = await bootJobs(world.env);
      await inState(next, [id], 'done', 20_000);
      expect(await job(next, id)).toMatchObject({ failures: 0 }); // it got further than the one that was killed
      expect((await effects(next)).length).toBe(20);
    } finally {
      await killed(child);
      await next?.close();
      await app.close();
      await world.close();
    }
  }, 60_000);
});
