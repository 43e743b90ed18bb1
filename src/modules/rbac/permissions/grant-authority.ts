import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { covers } from './covers.js';
import type { Grant } from './granted-rule.js';
import { rbacErrors } from '../rbac.errors.js';
import { RightsRepository } from '../rights/rights.repository.js';
import { SubjectCatalogue } from './subject-catalogue.js';

/** Who may hand out what: nobody gives a right he lacks, and nobody touches the account of a person who holds more than he does. */
@Injectable()
export class GrantAuthority {
  constructor(
    private readonly rights: RightsRepository,
    private readonly catalogue: SubjectCatalogue,
    private readonly context: Context,
  ) {}

  /** What the caller holds now; null for the system, which may hand out everything. Asked before a change that may be of his own roles. */
  async holding(): Promise<Grant[] | null> {
    const { actor } = this.context;
    if (actor.kind === 'system') return null;
    return this.rights.grantsOf((await this.rights.rolesOf(actor.id)).map((r) => r.id));
  }

  /** @throws rights.beyond-own (403) naming every permission that the caller lacks or holds in a narrower reach. */
  async demandGrants(wanted: readonly Grant[], holding?: readonly Grant[] | null): Promise<void> {
    const missing = await this.beyond(wanted, holding);
    if (missing.length)
      throw rbacErrors['rights.beyond-own']({ what: [...new Set(missing.map((g) => `${g.action} ${g.subject}`))].slice(0, 20).join(', ') });
  }

  /** What of it the caller does not hold as widely, so that he could not hand it out. */
  async beyond(wanted: readonly Grant[], holding?: readonly Grant[] | null): Promise<Grant[]> {
    const held = holding === undefined ? await this.holding() : holding;
    return held ? wanted.filter((grant) => !covers(held, grant, this.catalogue)) : [];
  }

  async demandGiving(roleIds: readonly number[]): Promise<void> {
    await this.demandGrants(await this.rights.grantsOf(roleIds));
  }

  /** Taking a prohibition away gives what it forbade. */
  async demandTaking(roleIds: readonly number[]): Promise<void> {
    await this.demandGrants(asAllowing((await this.rights.grantsOf(roleIds)).filter((g) => g.inverted)));
  }

  /** @throws rights.senior (403) when he holds what the caller does not: else his e-mail or password would be a way up. */
  async demandNotSenior(staffId: number): Promise<void> {
    if (await this.isSenior(staffId)) throw rbacErrors['rights.senior']();
  }

  async isSenior(staffId: number): Promise<boolean> {
    const roles = await this.rights.allRoleIdsOf(staffId);
    const held = (await this.rights.grantsOf(roles)).filter((g) => !g.inverted);
    return (await this.beyond(held)).length > 0;
  }

  /** @throws rights.own (403) */
  demandNotSelf(staffId: number): void {
    if (this.isSelf(staffId)) throw rbacErrors['rights.own']();
  }

  isSelf(staffId: number): boolean {
    return this.context.actor.kind === 'staff' && this.context.actor.id === staffId;
  }

  /** After the change, before the end of its transaction. @throws staff.last-administrator (409) */
  demandAdministrator(left: number): void {
    if (left === 0) throw rbacErrors['staff.last-administrator']();
  }
}

/** Prohibitions as the rights they take away. */
export const asAllowing = (grants: readonly Grant[]): Grant[] => grants.map((g) => (g.inverted ? { ...g, inverted: false } : g));
