import { Redis, type RedisOptions } from 'ioredis';

/** BullMQ opens more connections by `duplicate()`: they are all known here, so that the end of the process never waits for a dead Redis. */
export class TrackedRedis extends Redis {
  constructor(
    options: RedisOptions,
    private readonly group: Set<Redis> = new Set(),
  ) {
    super({ ...options, maxRetriesPerRequest: null, disconnectTimeout: 300, retryStrategy: (tries) => Math.min(100 * tries, 1000) });
    group.add(this);
    this.on('error', () => undefined); // it reconnects by itself; readiness tells of it
  }

  static to(url: string): TrackedRedis {
    const { hostname, port, username, password, pathname, protocol } = new URL(url);
    return new TrackedRedis({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 6379),
      db: Number(pathname.slice(1) || 0),
      ...(username ? { username: decodeURIComponent(username) } : {}),
      ...(password ? { password: decodeURIComponent(password) } : {}),
      ...(protocol === 'rediss:' ? { tls: {} } : {}),
    });
  }

  override duplicate(options?: Partial<RedisOptions>): TrackedRedis {
    return new TrackedRedis({ ...this.options, ...options }, this.group);
  }

  /** While it waits to reconnect, ioredis' own `disconnect()` emits no `end` and refuses nothing: BullMQ would wait for ever. */
  override disconnect(reconnect = false): void {
    const waiting = this.status === 'reconnecting';
    super.disconnect(reconnect);
    if (!waiting || reconnect) return;
    const inner = this as unknown as { setStatus(status: string): void; flushQueue(error: Error): void };
    inner.setStatus('end');
    inner.flushQueue(new Error('Connection is closed.'));
  }

  dropAll(): void {
    for (const connection of this.group) if (connection.status !== 'end') connection.disconnect();
  }
}
