import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { KEY_PREFIX } from '../../../platform/auth/api-keys/api-key-door.js';
import { hashOf, newToken } from '../../../platform/auth/sign-in/opaque-token.js';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Page } from '../../../platform/http/list-query.js';
import { Faults } from '../../../platform/http/faults.js';
import { RightsLedger } from '../rights/rights-ledger.js';
import type { ApiKeyCreation, ApiKeyListQuery } from './api-key.dto.js';
import { apiKeyErrors } from './api-key.errors.js';
import { KeyAccounts } from './key-accounts.js';
import { StaffApiKeyDoor } from './api-key-door.js';
import { ApiKeyRepository, type KeyRow } from './api-key.repository.js';

const START = KEY_PREFIX.length + 4;

/** Keys by which programs call the API (REQ-R8): made by whoever may give the roles they carry, shown once, ended within a second. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly repository: ApiKeyRepository,
    private readonly accounts: KeyAccounts,
    private readonly door: StaffApiKeyDoor,
    private readonly ledger: RightsLedger,
    private readonly faults: Faults,
    private readonly context: Context,
  ) {}

  list(query: ApiKeyListQuery): Promise<Page<KeyRow>> {
    return this.repository.list(query, this.ledger.now());
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<KeyRow> {
    const key = await this.repository.get(id);
    if (!key) throw commonErrors['not-found']();
    return key;
  }

  /** @returns the secret, which nobody is ever shown again. @throws input.invalid (400), rights.beyond-own (403) */
  @Transactional()
  async create(creation: ApiKeyCreation): Promise<{ id: number; secret: string }> {
    const createdAt = await this.ledger.open();
    const { name, roleIds, departmentId, readOnly = false, addresses = null, expiresAt = null } = creation;
    if (expiresAt !== null && expiresAt <= createdAt) this.faults.demandNone([{ path: 'expiresAt', code: 'key.expired-already' }]);
    const staffId = await this.accounts.make(name, roleIds, departmentId);
    const secret = `${KEY_PREFIX}${newToken()}`;
    const made = { name, readOnly, addresses: addresses?.length ? addresses : null, expiresAt };
    const id = await this.repository.insert({
      ...made,
      staffId,
      makerId: this.context.actor.id,
      start: secret.slice(0, START),
      tokenHash: hashOf(secret),
      revokedAt: null,
      revokedById: null,
      lastUsedAt: null,
      lastAddress: null,
      createdAt,
    });
    await this.ledger.record({
      subject: 'ApiKey',
      subjectId: id,
      action: 'create',
      after: { ...made, roleIds, departmentId: departmentId ?? null },
    });
    this.door.changed();
    return { id, secret };
  }

  /** For good. @throws not-found (404), key.revoked (409) */
  @Transactional()
  async revoke(id: number): Promise<void> {
    const now = await this.ledger.open();
    const key = await this.get(id);
    if (!(await this.repository.revoke(id, now, this.context.actor.id))) throw apiKeyErrors['key.revoked']();
    await this.accounts.close(key.staffId);
    await this.ledger.record({ subject: 'ApiKey', subjectId: id, action: 'revoke', detail: { name: key.name } });
    this.door.changed();
  }
}
