import { setTimeout as sleep } from 'node:timers/promises';
import { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { errnoOf, RETRIED } from './database-errors.js';
import { currentTransaction, insideTransaction } from './guard-data-source.js';

const ATTEMPTS = 5;

/** The outermost transaction is run again, whole and with jitter, when the database rolled it back over a lock. */
export class RetryingTypeOrmAdapter extends TransactionalAdapterTypeOrm {
  constructor(options: { dataSourceToken: unknown }) {
    super(options);
    const factory = this.optionsFactory;
    this.optionsFactory = (source: DataSource) => {
      const base = factory(source);
      return {
        ...base,
        wrapWithTransaction: async (txOptions, work, setClient) => {
          for (let attempt = 1; ; attempt++) {
            let runner: QueryRunner | undefined;
            try {
              return await base.wrapWithTransaction(
                txOptions,
                () => insideTransaction(runner!, work),
                (client?: EntityManager) => {
                  runner = client?.queryRunner;
                  setClient(client);
                },
              );
            } catch (error) {
              if (attempt >= ATTEMPTS || !RETRIED.has(errnoOf(error)) || currentTransaction()) throw error;
              setClient(undefined); // the context must not keep the dead manager while it waits
              await sleep(Math.random() * 20 * 2 ** attempt);
            }
          }
        },
      };
    };
  }
}
