import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { type Credentials, type PrincipalContact, Principals } from '../../platform/auth/principals.js';
import type { Actor } from '../../platform/context/actor.js';
import type { Language } from '../../platform/context/language.js';
import { abilityOf } from '../../platform/permissions/ability.js';
import { ruleOf } from './granted-rule.js';
import { RightsEpoch } from './rights-epoch.js';
import { RightsLedger } from './rights-ledger.js';
import { RightsRepository } from './rights.repository.js';
import { StaffRepository } from './staff.repository.js';
import { SubjectCatalogue } from './subject-catalogue.js';

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
    const kept = this.kept.get(id);
    const at = performance.now();
    if (kept && kept.epoch === epoch && at - kept.at < KEPT_FOR) return kept.actor;
    const actor = await this.build(id);
    if (this.kept.size >= KEPT_AT_MOST) this.kept.clear();
    if (actor) this.kept.set(id, { epoch, at, actor });
    else this.kept.delete(id);
    return actor;
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

  /** What is kept of him names his language. */
  @Transactional()
  async setLanguage(id: number, language: Language | null): Promise<void> {
    await this.ledger.open();
    const before = await this.staff.setLanguage(id, language);
    await this.ledger.record({ subject: 'Staff', subjectId: id, action: 'update', before: { language: before }, after: { language } });
  }

  private async build(id: number): Promise<Actor | null> {
    const holder = await this.rights.holder(id);
    if (!holder) return null;
    const grants = await this.rights.grantsOf(holder.roles.map((r) => r.id));
    const { name, language, departmentId, departmentTreeIds } = holder;
    const ability = abilityOf(grants.flatMap((grant) => ruleOf(grant, this.catalogue, holder) ?? []));
    return { kind: 'staff', id, name, language, departmentId, departmentTreeIds, roles: holder.roles.map((r) => r.code), ability };
  }
}
