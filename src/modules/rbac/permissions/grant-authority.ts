import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { LIST_PLACEHOLDER, type NamedUser } from './conditions.js';
import { covers, type Parties } from './covers.js';
import { type Grant, templateOf } from './granted-rule.js';
import { rbacErrors } from '../rbac.errors.js';
import { RightsRepository } from '../rights/rights.repository.js';
import { SubjectCatalogue } from './subject-catalogue.js';

interface Placed {
  readonly id: number;
  readonly departmentId: number | null;
}

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

  /** For whoever gets it. @throws rights.beyond-own (403) naming every permission that the caller lacks or holds in a narrower reach. */
  async demandGrants(wanted: readonly Grant[], holding?: readonly Grant[] | null): Promise<void> {
    refuse(await this.beyond(wanted, { holding }));
  }

  /**
   * What of it the caller does not hold as widely, so that he could not hand it out. To a `receiver` he hands out no rows that he does not reach himself:
   * the department of another department is another one.
   */
  async beyond(
    wanted: readonly Grant[],
    { holding, receiver }: { holding?: readonly Grant[] | null | undefined; receiver?: NamedUser } = {},
  ): Promise<Grant[]> {
    const held = holding === undefined ? await this.holding() : holding;
    if (!held || !wanted.length) return [];
    const parties: Parties | undefined = receiver && { giver: await this.rights.named(this.context.actor.id), receiver };
    return wanted.filter((grant) => !covers(held, grant, this.catalogue, parties));
  }

  /** To somebody of this department. @throws rights.beyond-own (403) */
  async demandGiving(roleIds: readonly number[], to: Placed): Promise<void> {
    refuse(await this.beyond(await this.rights.grantsOf(roleIds), { receiver: await this.rights.named(to.id, to) }));
  }

  /** Taking a prohibition away gives what it forbade. @throws rights.beyond-own (403) */
  async demandTaking(roleIds: readonly number[], from: Placed): Promise<void> {
    const forbidding = (await this.rights.grantsOf(roleIds)).filter((g) => g.inverted);
    refuse(await this.beyond(asAllowing(forbidding), { receiver: await this.rights.named(from.id, from) }));
  }

  /** Everybody who has the role gets this as well, wherever he is. @throws rights.beyond-own (403) */
  async demandForHolders(roleId: number, wanted: readonly Grant[], holding?: readonly Grant[] | null): Promise<void> {
    if (!wanted.length) return;
    for (const holder of await this.rights.holdersOf(roleId))
      refuse(await this.beyond(wanted, { holding, receiver: await this.rights.named(holder.id, holder) }));
  }

  /** What his roles give him reaches the rows of the department he comes into. @throws rights.beyond-own (403) */
  async demandPlacing(who: Placed): Promise<void> {
    await this.demandGiving(await this.rights.allRoleIdsOf(who.id), who);
  }

  /**
   * Departments that come under others: whoever reaches the tree of one above gets their rows by it, the caller himself among them, and whoever is forbidden
   * those of one they leave. Asked before the move. @throws rights.beyond-own (403)
   */
  async demandMoving(
    departmentIds: readonly number[],
    { into, outOf }: { into: readonly number[]; outOf: readonly number[] },
  ): Promise<void> {
    for (const [above, forbidding] of [
      [into, false],
      [outOf, true],
    ] as const)
      for (const { id, departmentId, roleIds } of await this.rights.rolesIn(above)) {
        const grants = (await this.rights.grantsOf(roleIds)).filter((g) => g.inverted === forbidding && this.reachesTree(g));
        const receiver = { id, departmentId, departmentTreeIds: departmentIds };
        refuse(await this.beyond(forbidding ? asAllowing(grants) : grants, { receiver }));
      }
  }

  private reachesTree(grant: Grant): boolean {
    return JSON.stringify(templateOf(grant, this.catalogue)).includes(LIST_PLACEHOLDER);
  }

  /** @throws rights.senior (403) when he holds what the caller does not: else his e-mail or password would be a way up. */
  async demandNotSenior(staffId: number): Promise<void> {
    if (await this.isSenior(staffId)) throw rbacErrors['rights.senior']();
  }

  async isSenior(staffId: number): Promise<boolean> {
    const roles = await this.rights.allRoleIdsOf(staffId);
    const held = (await this.rights.grantsOf(roles)).filter((g) => !g.inverted);
    return (await this.beyond(held, { receiver: await this.rights.named(staffId) })).length > 0;
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

function refuse(missing: readonly Grant[]): void {
  if (missing.length)
    throw rbacErrors['rights.beyond-own']({ what: [...new Set(missing.map((g) => `${g.action} ${g.subject}`))].slice(0, 20).join(', ') });
}

/** Prohibitions as the rights they take away. */
export const asAllowing = (grants: readonly Grant[]): Grant[] => grants.map((g) => (g.inverted ? { ...g, inverted: false } : g));
