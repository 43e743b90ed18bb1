import { Injectable } from '@nestjs/common';
import { ExplainSubject } from '../../rbac/rights/explain-subject.port.js';
import { ClaimableRepository } from './claimable.repository.js';

/** Customers in the public pool, for explaining permissions on them; one who is not there is none of its rows. */
@Injectable()
export class PoolExplained extends ExplainSubject {
  readonly subject = 'Pool';

  constructor(private readonly pool: ClaimableRepository) {
    super();
  }

  row(id: number) {
    return this.pool.pooled(id);
  }
}
