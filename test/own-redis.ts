import { type ChildProcess, spawn } from 'node:child_process';
import { Redis } from 'ioredis';
import { within } from '../src/platform/jobs/drivers/deadline.js';
import { freePort } from './free-port.js';

/** A Redis of the test's own, which it may flush and kill. */
export class OwnRedis {
  private process: ChildProcess | undefined;
  private constructor(readonly port: number) {}

  static async make(): Promise<OwnRedis> {
    return new OwnRedis(await freePort());
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  async up(): Promise<void> {
    if (this.process) return;
    const server = spawn('redis-server', ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    });
    await new Promise((resolve, reject) => server.once('spawn', resolve).once('error', reject));
    this.process = server;
    await this.call((redis) => redis.ping());
  }

  async down(): Promise<void> {
    const server = this.process;
    this.process = undefined;
    if (!server) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  }

  async flush(): Promise<void> {
    await this.call((redis) => redis.flushall());
  }

  private async call(work: (redis: Redis) => Promise<unknown>): Promise<void> {
    const redis = new Redis(this.url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    redis.on('error', () => undefined);
    await within(work(redis), 5000, 'the own Redis').finally(() => redis.disconnect());
  }
}
