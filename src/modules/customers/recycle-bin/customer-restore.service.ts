import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { DAY } from '../../../platform/context/clock.js';
import { uniqueViolation } from '../../../platform/database/database-errors.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Acting } from '../acting.js';
import { keyColumns, type KeyValues } from '../customer-keys.js';
import { customerErrors } from '../customers.errors.js';
import { DuplicatesService } from '../duplicates/duplicates.service.js';
import { CustomerRevival } from './customer-revival.js';
import { KEPT_DAYS } from './recycle-bin.dto.js';
import { binColumn, RecycleBinRepository } from './recycle-bin.repository.js';

/** Mistakes are undone within 30 days (REQ-D35). */
@Injectable()
export class CustomerRestoreService {
  constructor(
    private readonly repository: RecycleBinRepository,
    private readonly revival: CustomerRevival,
    private readonly duplicates: DuplicatesService,
    private readonly audit: Audit,
    private readonly acting: Acting,
    private readonly scope: Scope,
  ) {}

  /**
   * @throws not-found (404), customer.restore-expired (409); customer.restore-taken (409), which says who has his phone, QQ or e-mail by now.
   */
  async restore(id: number): Promise<{ id: number }> {
    const keys: KeyValues[] = [];
    await this.unbury(id, keys).catch(async (error: unknown) => {
      throw uniqueViolation(error) ? await this.duplicates.restoreRefusal(keys) : error;
    });
    return { id };
  }

  @Transactional()
  private async unbury(id: number, keys: KeyValues[]): Promise<void> {
    const row = await this.repository.find(id, this.scope.sql('RecycleBin', 'restore', binColumn));
    if (!row) throw commonErrors['not-found']();
    if (this.acting.now - Number(row.deletedAt) > KEPT_DAYS * DAY) throw customerErrors['customer.restore-expired']();
    const { phone, qq, email, externalId } = row;
    keys.push({ phone, qq, email, externalId }, ...(await this.repository.mergedKeys(id)));
    await this.repository.unbury(id, keyColumns({ phone, qq, email: email?.toLowerCase(), externalId }));
    await this.revival.revive(id, this.acting.staffId);
    await this.audit.record({ subject: 'Customer', subjectId: id, action: 'restore' });
  }
}
