import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase, type Statements } from './statements.js';
import { newWorld, STACK, startApp, type TestApp, type World } from '../../app.js';
import { OwnRedis } from '../../own-redis.js';
import { HouseProcess, type HouseOptions } from './house-process.js';

/** A world of its own with the processes a test starts on it. */
export class Stage {
  private readonly processes: HouseProcess[] = [];
  private constructor(
    readonly world: World,
    readonly redis: OwnRedis | undefined,
    readonly sql: Statements,
  ) {}

  /** `env`: over the world's own. A Redis of its own on MariaDB; a file on SQLite, since processes die. */
  static async make(env: Record<string, string> = {}): Promise<Stage> {
    const world = await newWorld();
    let redis: OwnRedis | undefined;
    if (STACK === 'mysql') {
      redis = await OwnRedis.make();
      await redis.up();
      world.env['REDIS_URL'] = redis.url;
    } else world.env['SQLITE_PATH'] = join(world.env['DATA_DIR']!, 'faults.sqlite');
    Object.assign(world.env, env);
    return new Stage(world, redis, createDatabase(world.env));
  }

  /** What a test needs beforehand, made with the application's own services in this process, which has ended afterwards. */
  async prepare<T>(work: (house: TestApp) => Promise<T>): Promise<T> {
    const house = await startApp(STACK === 'mysql' ? { ROLE: 'web' } : {}, this.world);
    try {
      return await work(house);
    } finally {
      await house.close();
    }
  }

  /** On SQLite one process does everything, whatever role is asked for. */
  async start(options: HouseOptions): Promise<HouseProcess> {
    const role = STACK === 'mysql' ? options.role : 'all';
    const one = await HouseProcess.start(this.world.env, { ...options, role });
    this.processes.push(one);
    return one;
  }

  /** Asks until `holds`, at most so long. @throws with the last answer. */
  async until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean, seconds = 60): Promise<T> {
    let last: T | undefined;
    for (const from = performance.now(); performance.now() - from < seconds * 1000; await sleep(20)) {
      last = await ask();
      if (holds(last)) return last;
    }
    const jobs = await this.sql.rows(
      'SELECT kind, state, attempt, failures, error, COUNT(*) AS n FROM job GROUP BY kind, state, attempt, failures, error',
    );
    throw new Error(`it did not happen within ${seconds} s; last: ${JSON.stringify(last)}; jobs: ${JSON.stringify(jobs)}`);
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((one) => one.kill()));
    await this.sql.end();
    await this.redis?.down();
    await this.world.close();
  }
}
