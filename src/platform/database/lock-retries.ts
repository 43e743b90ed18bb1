import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf, RETRIED } from './database-errors.js';

const ATTEMPTS = 5;

/**
 * Runs `work`, a whole transaction, again and with jitter when the database rolled it back over a lock.
 * `mayAgain` clears what the last try left, and may refuse the next.
 */
export async function retryOverLocks<T>(work: () => Promise<T>, mayAgain: () => boolean = () => true): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRIED.has(errnoOf(error)) || !mayAgain()) throw error;
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}
