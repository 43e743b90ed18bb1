import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { Vault } from '../../platform/vault/vault.js';
import { idNumberPlace } from './customer-record.js';
import { CustomerRepository } from './customer.repository.js';
import { CustomerVerbs } from './customer-verbs.service.js';

/** The one way to a whole ID number: one person at a time, by those who may, and logged before it is shown (REQ-D16). */
@Injectable()
export class IdNumberService {
  constructor(
    private readonly verbs: CustomerVerbs,
    private readonly repository: CustomerRepository,
    private readonly vault: Vault,
    private readonly audit: Audit,
  ) {}

  /** @throws not-found (404) where there is none, forbidden (403), customer.overdue (409). */
  reveal(customerId: number): Promise<{ idNumber: string }> {
    return this.verbs.carryOut(customerId, 'reveal-id-number', async () => {
      const profile = await this.repository.profile('person', customerId);
      if (!profile?.idNumberSealed) throw commonErrors['not-found']();
      await this.audit.record({ subject: 'Customer', subjectId: customerId, action: 'reveal-id-number' });
      return { idNumber: this.vault.decrypt(profile.idNumberSealed, idNumberPlace(customerId)) };
    });
  }
}
