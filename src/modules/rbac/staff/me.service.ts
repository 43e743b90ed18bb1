import { Injectable } from '@nestjs/common';
import { packRules } from '@casl/ability/extra';
import { Context } from '../../../platform/context/context.js';
import { NotSignedIn } from '../../../platform/context/not-signed-in.js';
import type { OwnChange } from './staff.dto.js';
import { PermissionRepository } from '../permissions/permission.repository.js';
import { RightsRepository } from '../rights/rights.repository.js';
import { RightsViews } from '../rights/rights-views.js';
import { StaffDirectory } from './staff-directory.service.js';
import { StaffPrincipals } from './staff-principals.js';

/** The caller: who he is, what his menu shows (REQ-B7, B16, B17, B18), and his rules in a form that a client can evaluate. */
@Injectable()
export class MeService {
  constructor(
    private readonly directory: StaffDirectory,
    private readonly rights: RightsRepository,
    private readonly permissions: PermissionRepository,
    private readonly views: RightsViews,
    private readonly principals: StaffPrincipals,
    private readonly context: Context,
  ) {}

  async me() {
    const { id, ability } = this.context.actor;
    const card = await this.directory.get(id);
    if (!card) throw new NotSignedIn();
    const { username, name, email, phone, positionId, language } = card;
    const department = card.departmentId === null ? null : await this.directory.department(card.departmentId);
    const zh = this.context.language === 'zh-CN';
    const roles = (await this.rights.rolesOf(id)).map((r) => ({ id: r.id, code: r.code, name: zh ? r.nameZh : r.nameEn }));
    return {
      user: { id, username, name, email, phone, positionId, language, version: await this.principals.versionOf(id) },
      roles,
      department: department && { id: department.id, code: department.code, name: department.name },
      menu: this.views.tree(await this.permissions.tree(), (p) => !p.inverted && ability.can(p.actionName, p.subjectName)),
      rules: packRules(ability.rules),
    };
  }
  /** His own language, of screens, messages and letters. @throws stale (409) */
  async change({ language, version }: OwnChange): Promise<void> {
    if (language !== undefined) await this.principals.setLanguage(this.context.actor.id, language, version);
  }
}
