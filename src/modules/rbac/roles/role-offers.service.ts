import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { aboutRole } from './built-in.js';
import { asAllowing, GrantAuthority } from '../permissions/grant-authority.js';
import type { Grant } from '../permissions/granted-rule.js';
import { rbacErrors } from '../rbac.errors.js';
import { RightsRepository } from '../rights/rights.repository.js';
import { RoleRepository } from './role.repository.js';
import { StaffQueries } from '../staff/staff-queries.repository.js';
import { SubjectCatalogue } from '../permissions/subject-catalogue.js';

export interface RoleOffer {
  id: number;
  name: string;
  description: string | null;
  active: boolean;
  held: boolean;
  /** Why the caller cannot give it (or, where it is held, take it); null when he can. */
  refusal: string | null;
}
const NAMED = 5;

/** Which roles the caller may give somebody or take from him, asked before he tries (REQ-B9, B10). */
@Injectable()
export class RoleOffers {
  constructor(
    private readonly staff: StaffQueries,
    private readonly roles: RoleRepository,
    private readonly rights: RightsRepository,
    private readonly authority: GrantAuthority,
    private readonly catalogue: SubjectCatalogue,
    private readonly context: Context,
  ) {}

  /** `refusal`: why nothing about his roles can be changed at all. @throws not-found (404) */
  async of(staffId: number): Promise<{ refusal: string | null; roles: RoleOffer[] }> {
    const person = await this.staff.get(staffId, 'assign-roles');
    if (!person) throw commonErrors['not-found']();
    const receiver = await this.rights.named(staffId, person);
    const held = new Set(await this.rights.allRoleIdsOf(staffId));
    const roles = (await this.roles.all()).filter((role) => role.active || held.has(role.id));
    const grants = await this.rights.grantsOf(roles.map((r) => r.id));
    const beyond = new Set(await this.authority.beyond(grants, { receiver }));
    const forbidding = asAllowing(grants.filter((g) => g.inverted && held.has(g.roleId)));
    const kept = new Set(await this.authority.beyond(forbidding, { receiver }));
    const zh = this.context.language === 'zh-CN';
    return {
      refusal: await this.refusalOf(staffId),
      roles: roles.map((role) => {
        const { id, nameZh, nameEn, active } = role;
        const description = aboutRole(role, this.context.language);
        const missing = [...(held.has(id) ? kept : beyond)].filter((g) => g.roleId === id);
        return { id, name: zh ? nameZh : nameEn, description, active, held: held.has(id), refusal: this.beyondText(missing) };
      }),
    };
  }

  private async refusalOf(staffId: number): Promise<string | null> {
    const error = this.authority.isSelf(staffId) ? 'rights.own' : (await this.authority.isSenior(staffId)) ? 'rights.senior' : undefined;
    return error ? say(rbacErrors[error]().definition.text, this.context.language) : null;
  }

  private beyondText(missing: readonly Grant[]): string | null {
    if (!missing.length) return null;
    const { language } = this.context;
    const names = [...new Set(missing.map((g) => this.catalogue.nameOf(g.action, g.subject, language)))];
    const more = names.length > NAMED ? say({ 'zh-CN': '等 {n} 项', en: ' and others, {n} in all' }, language, { n: names.length }) : '';
    const what = names.slice(0, NAMED).join(language === 'zh-CN' ? '、' : ', ') + more;
    return say(rbacErrors['rights.beyond-own']().definition.text, language, { what });
  }
}
