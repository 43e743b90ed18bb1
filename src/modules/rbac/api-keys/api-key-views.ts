import { Injectable } from '@nestjs/common';
import { Clock, iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { StaffQueries } from '../staff/staff-queries.repository.js';
import type { KeyRow } from './api-key.repository.js';

/** Keys as they are listed: never their secret, nor what is kept of it. */
@Injectable()
export class ApiKeyViews {
  constructor(
    private readonly queries: StaffQueries,
    private readonly clock: Clock,
    private readonly context: Context,
  ) {}

  async of(keys: readonly KeyRow[]) {
    const zh = this.context.language === 'zh-CN';
    const roles = await this.queries.rolesOf(keys.map((key) => key.staffId));
    return keys.map((key) => ({
      id: key.id,
      name: key.name,
      start: `${key.start}…`,
      state: this.stateOf(key),
      roles: roles.filter((r) => r.staffId === key.staffId).map((r) => ({ id: r.id, code: r.code, name: zh ? r.nameZh : r.nameEn })),
      readOnly: key.readOnly,
      addresses: key.addresses,
      expiresAt: iso(key.expiresAt),
      lastUsedAt: iso(key.lastUsedAt),
      lastAddress: key.lastAddress,
      maker: { id: key.makerId, name: key.makerName },
      createdAt: iso(key.createdAt),
      revokedAt: iso(key.revokedAt),
    }));
  }

  /** `resting`: its maker has left. */
  private stateOf({ revokedAt, expiresAt, makerActive }: KeyRow): 'live' | 'revoked' | 'expired' | 'resting' {
    if (revokedAt !== null) return 'revoked';
    if (expiresAt !== null && expiresAt <= this.clock.now()) return 'expired';
    return makerActive ? 'live' : 'resting';
  }
}
