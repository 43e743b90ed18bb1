import { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { currentTransaction, insideTransaction } from './guard-data-source.js';
import { retryOverLocks } from './lock-retries.js';

/** The outermost transaction is run again, whole and with jitter, when the database rolled it back over a lock. */
export class RetryingTypeOrmAdapter extends TransactionalAdapterTypeOrm {
  constructor(options: { dataSourceToken: unknown }) {
    super(options);
    const factory = this.optionsFactory;
    this.optionsFactory = (source: DataSource) => {
      const base = factory(source);
      return {
        ...base,
        wrapWithTransaction: (txOptions, work, setClient) => {
          const once = () => {
            let runner: QueryRunner | undefined;
            return base.wrapWithTransaction(
              txOptions,
              () => insideTransaction(runner!, work),
              (client?: EntityManager) => {
                runner = client?.queryRunner;
                setClient(client);
              },
            );
          };
          return retryOverLocks(once, () => {
            if (currentTransaction()) return false;
            setClient(undefined); // the context must not keep the dead manager while it waits
            return true;
          });
        },
      };
    };
  }
}
