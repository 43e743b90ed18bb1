import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { type Credentials, type PrincipalContact, Principals } from '../../../platform/auth/principals.js';
import type { Actor } from '../../../platform/context/actor.js';
import type { Language } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { abilityOf } from '../../../platform/permissions/ability.js';
import { type Grant, ruleOf } from '../permissions/granted-rule.js';
import { RightsEpoch } from '../rights/rights-epoch.js';
import { RightsLedger } from '../rights/rights-ledger.js';
import { type RightsHolder, RightsRepository } from '../rights/rights.repository.js';
import { StaffRepository } from './staff.repository.js';
import { SubjectCatalogue } from '../permissions/subject-catalogue.js';

interface Kept {
  epoch: number;
  at: number;
  actor: Actor;
}
/** Whatever makes an actor raises the epoch; this is for rows that somebody changes by hand. */
const KEPT_FOR = 30_000;
const KEPT_AT_MOST = 5000;

/** Staff as principals: their roles' permissions become the ability that guard, scope and back office ask. */
@Injectable()
export class StaffPrincipals extends Principals {
  readonly kind = 'staff' as const;
  private readonly kept = new Map<number, Kept>();

  constructor(
    private readonly epoch: RightsEpoch,
    private readonly rights: RightsRepository,
    private readonly staff: StaffRepository,
    private readonly catalogue: SubjectCatalogue,
    private readonly ledger: RightsLedger,
  ) {
    super();
  }

  /** Kept, but not beyond the next change of anybody's rights. */
  async load(id: number): Promise<Actor | null> {
    const epoch = await this.epoch.current();
    const at = performance.now();
    const kept = this.fresh(id, epoch, at);
    if (kept) return kept;
    const holder = await this.rights.holder(id);
    if (!holder) {
      this.kept.delete(id);
      return null;
    }
    return this.keep(holder, await this.rights.grantsOf(holder.roles.map((r) => r.id)), epoch, at);
  }

  /** Many at once, in a few queries; inactive people are absent. */
  async loadMany(ids: readonly number[]): Promise<Map<number, Actor>> {
    const epoch = await this.epoch.current();
    const at = performance.now();
    const actors = new Map(ids.flatMap((id) => this.fresh(id, epoch, at) ?? []).map((actor) => [actor.id, actor]));
    const holders = await this.rights.holders(ids.filter((id) => !actors.has(id)));
    const grants = await this.rights.grantsOf([...new Set(holders.flatMap(({ roles }) => roles.map((r) => r.id)))]);
    for (const holder of holders) actors.set(holder.id, this.keep(holder, grants, epoch, at));
    return actors;
  }

  credentials(login: string): Promise<Credentials | null> {
    return this.staff.credentials(login);
  }

  contact(idOrLogin: number | string): Promise<PrincipalContact | null> {
    return this.staff.contact(idOrLogin);
  }

  setPasswordHash(id: number, hash: string): Promise<void> {
    return this.staff.setPasswordHash(id, hash);
  }

  /** What is kept of him names his language. @throws stale (409) when he has been changed since that version. */
  @Transactional()
  async setLanguage(id: number, language: Language | null, version?: number): Promise<void> {
    const before = await this.staff.spoken(id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (language === before.language) return;
    await this.ledger.open();
    if (!(await this.staff.setLanguage(id, before.version, language))) throw commonErrors.stale();
    const was = { language: before.language };
    await this.ledger.record({ subject: 'Staff', subjectId: id, action: 'update', before: was, after: { language } });
  }

  /** The version of his account, for whoever changes it. */
  async versionOf(id: number): Promise<number> {
    return (await this.staff.spoken(id)).version;
  }

  private fresh(id: number, epoch: number, at: number): Actor | undefined {
    const kept = this.kept.get(id);
    return kept && kept.epoch === epoch && at - kept.at < KEPT_FOR ? kept.actor : undefined;
  }

  /** `grants`: of his roles, and maybe of others. */
  private keep(holder: RightsHolder, grants: readonly Grant[], epoch: number, at: number): Actor {
    const { id, name, language, departmentId, departmentTreeIds, roles } = holder;
    const his = new Set(roles.map((r) => r.id));
    const rules = grants.flatMap((grant) => (his.has(grant.roleId) ? (ruleOf(grant, this.catalogue, holder) ?? []) : []));
    // a prohibition outweighs whatever roles allow
    if (holder.machine) rules.push(...this.catalogue.personal().map((one) => ({ ...one, inverted: true })));
    const actor: Actor = {
      kind: 'staff',
      id,
      name,
      language,
      departmentId,
      departmentTreeIds,
      roles: roles.map((r) => r.code),
      secondStep: roles.some((r) => Boolean(r.secondStep)),
      ability: abilityOf(rules),
    };
    if (this.kept.size >= KEPT_AT_MOST) this.kept.clear();
    this.kept.set(id, { epoch, at, actor });
    return actor;
  }
}
