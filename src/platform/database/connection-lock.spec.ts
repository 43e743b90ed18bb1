import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLock } from './connection-lock.js';

describe('the lock of the one SQLite connection', () => {
  const setUp = () => {
    const lock = new ConnectionLock(5000);
    const order: string[] = [];
    const hold = async (name: string, ms: number, forJob: boolean) => {
      const who = {};
      await lock.acquire(who, forJob);
      order.push(name);
      if (ms) await sleep(ms);
      lock.free(who);
    };
    return { lock, order, hold };
  };

  it('one holder at a time, first come first served', async () => {
    const { order, hold } = setUp();
    await Promise.all(['a', 'b', 'c'].map((name) => hold(name, 5, false)));
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('a request of several questions waits for one batch of a job, not for one before each', async () => {
    const { order, hold } = setUp();
    const job = (async () => {
      for (let i = 0; i < 5; i++) await hold(`batch ${i}`, 20, true);
    })();
    await sleep(5);
    for (const question of ['who', 'count', 'rows']) await hold(question, 0, false);
    await job;
    expect(order).toEqual(['batch 0', 'who', 'count', 'rows', 'batch 1', 'batch 2', 'batch 3', 'batch 4']);
  });

  it('however busy requests are, a job goes on', async () => {
    const { order, hold } = setUp();
    let busy = true;
    const requests = (async () => {
      while (busy) await hold('request', 2, false);
    })();
    await sleep(10);
    for (let i = 0; i < 3; i++) await hold('batch', 1, true);
    busy = false;
    await requests;
    expect(order.filter((name) => name === 'batch')).toHaveLength(3);
  });

  it('two jobs take turns', async () => {
    const { order, hold } = setUp();
    const job = async (name: string) => {
      for (let i = 0; i < 3; i++) await hold(name, 2, true);
    };
    await Promise.all([job('a'), job('b')]);
    expect(order).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  });

  it('says who waits, and whoever has waited too long hears so', async () => {
    const lock = new ConnectionLock(20);
    const who = {};
    await lock.acquire(who);
    const waiting = [lock.acquire({}), lock.acquire({}, true)];
    expect([lock.held, lock.waitingCount]).toEqual([true, 2]);
    for (const one of waiting) await expect(one).rejects.toThrow('has held the connection for 20 ms');
    expect(lock.waitingCount).toBe(0);
    lock.free({});
    expect(lock.held).toBe(true);
    lock.free(who);
    expect(lock.held).toBe(false);
  });
});
