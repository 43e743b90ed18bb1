import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { PrincipalKind } from '../../context/actor.js';
import { Clock } from '../../context/clock.js';
import { OneTimeLinkRepository } from './one-time-link.repository.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { SessionRegister } from '../sessions/session-register.js';

/** What a new password brings about, however it was set. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly principals: PrincipalRegistry,
    private readonly register: SessionRegister,
    private readonly links: OneTimeLinkRepository,
    private readonly clock: Clock,
  ) {}

  /** Every sign-in but `exceptSession`, and every link that is out, ends with the old password. Joins the caller's transaction. */
  @Transactional()
  async set(kind: PrincipalKind, principalId: number, passwordHash: string, exceptSession: number | null = null): Promise<void> {
    await this.principals.of(kind).setPasswordHash(principalId, passwordHash);
    await this.register.endAll(kind, principalId, 'password', exceptSession);
    await this.links.spend(kind, principalId, this.clock.now());
  }
}
