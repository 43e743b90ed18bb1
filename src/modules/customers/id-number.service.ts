import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../platform/audit/audit.js';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { Vault } from '../../platform/vault/vault.js';
import { CustomerReadService } from './customer-read.service.js';
import { idNumberPlace } from './customer-record.js';
import { CustomerRepository } from './customer.repository.js';

/** The one way to a whole ID number: one person at a time, by those who may, and logged before it is shown (REQ-D16). */
@Injectable()
export class IdNumberService {
  constructor(
    private readonly customers: CustomerReadService,
    private readonly repository: CustomerRepository,
    private readonly vault: Vault,
    private readonly audit: Audit,
  ) {}

  /** @throws not-found (404) where there is none, forbidden (403). */
  @Transactional()
  async reveal(customerId: number): Promise<{ idNumber: string }> {
    await this.customers.forChange(customerId, 'reveal-id-number');
    const profile = await this.repository.profile('person', customerId);
    if (!profile?.idNumberSealed) throw commonErrors['not-found']();
    await this.audit.record({ subject: 'Customer', subjectId: customerId, action: 'reveal-id-number' });
    return { idNumber: this.vault.decrypt(profile.idNumberSealed, idNumberPlace(customerId)) };
  }
}
