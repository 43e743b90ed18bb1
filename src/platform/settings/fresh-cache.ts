import type { QueryRunner } from 'typeorm';
import { afterCommit, currentTransaction, outsideTransaction } from '../database/guard-data-source.js';

/** Milliseconds after which a value is read again behind the callers' backs, and after which nobody gets it any more. */
const SOFT_AGE = 250;
const HARD_AGE = 500;

/**
 * A small table held in memory for at most half a second. What a transaction reads is never kept for others: its snapshot may be old,
 * or hold a change that is rolled back.
 */
export class FreshCache<T> {
  private kept: { value: T; readAt: number } | undefined;
  private refreshing: Promise<T> | undefined;
  private generation = 0;
  private readonly inTransaction = new WeakMap<QueryRunner, T>();
  private readonly changedBy = new WeakSet<QueryRunner>();

  constructor(private readonly load: () => Promise<T>) {}

  async get(): Promise<T> {
    const transaction = currentTransaction();
    if (transaction && this.changedBy.has(transaction)) return this.load();
    const age = this.kept ? performance.now() - this.kept.readAt : Number.POSITIVE_INFINITY;
    if (!transaction && age >= HARD_AGE) return this.refresh();
    if (age >= SOFT_AGE) outsideTransaction(() => this.refresh()).catch(() => undefined); // whoever needs it next will meet the error himself
    if (age < HARD_AGE) return this.kept!.value;
    const seen = this.inTransaction.get(transaction!);
    if (seen !== undefined) return seen;
    const value = await this.load();
    this.inTransaction.set(transaction!, value);
    return value;
  }

  /** After a change: the transaction that made it reads the table itself, and this process sees it as soon as it is committed. */
  drop(): void {
    const transaction = currentTransaction();
    if (transaction) this.changedBy.add(transaction);
    afterCommit(() => {
      this.generation++;
      this.kept = undefined;
      this.refreshing = undefined;
    });
  }

  private refresh(): Promise<T> {
    if (this.refreshing) return this.refreshing;
    const { generation } = this;
    const readAt = performance.now();
    const reading = this.load()
      .then((value) => {
        if (generation === this.generation) this.kept = { value, readAt };
        return value;
      })
      .finally(() => {
        if (this.refreshing === reading) this.refreshing = undefined;
      });
    this.refreshing = reading;
    return reading;
  }
}
