import { Injectable } from '@nestjs/common';
import { subject as asSubject } from '@casl/ability';
import { Context } from '../../../platform/context/context.js';
import type { Text } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { abilityOf, type Rule } from '../../../platform/permissions/ability.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import { ExplainSubject } from './explain-subject.port.js';
import { type Grant, isFaulty, ruleOf, templateOf } from '../permissions/granted-rule.js';
import type { Conditions } from '../permissions/conditions.js';
import { rbacErrors } from '../rbac.errors.js';
import { type RightsHolder, RightsRepository } from './rights.repository.js';
import type { ExplainQuery } from '../roles/role.dto.js';
import { StaffQueries } from '../staff/staff-queries.repository.js';
import { fieldsIn, SubjectCatalogue } from '../permissions/subject-catalogue.js';

export interface Explanation {
  allowed: boolean;
  /** `allowed`, `inactive`, `no-rule` (nothing is granted), `no-match` (what is granted does not reach this row), `prohibited`. */
  reason: 'allowed' | 'inactive' | 'no-rule' | 'no-match' | 'prohibited';
  /** What decided: for a yes the rule that allows, for `prohibited` the one that forbids. */
  decidedBy: ReturnType<ExplainService['told']> | null;
  /** For `no-match`: the rules that were looked at. */
  considered: ReturnType<ExplainService['told']>[];
}

interface AskedRow {
  /** The subject whose field rules hold for it. */
  readonly of: string;
  readonly values: Record<string, unknown>;
}

/** Why somebody may, or may not: the same rules and the same engine as the guard, asked aloud. */
@Injectable()
export class ExplainService {
  constructor(
    private readonly rights: RightsRepository,
    private readonly staff: StaffQueries,
    private readonly catalogue: SubjectCatalogue,
    private readonly scope: Scope,
    private readonly declarations: Declarations,
    private readonly context: Context,
  ) {}

  /** What can be asked about; `rows`: also about a single record. */
  subjects() {
    const { language } = this.context;
    const withRows = new Set(this.declarations.implementationsOf(ExplainSubject).map((port) => port.subject));
    const named = (texts: Readonly<Record<string, Text>>) => Object.entries(texts).map(([name, text]) => ({ name, label: text[language] }));
    return this.catalogue.sets().flatMap((set) =>
      set.subjects.map(({ subject, label, actions, fields = {} }) => ({
        subject,
        label: label[language],
        group: set.group.label[language],
        actions: named(actions),
        fields: named(fields),
        rows: withRows.has(subject),
      })),
    );
  }

  /** @throws not-found (404) for a user or a row out of the caller's reach, explain.no-rows (400), field.forbidden (403) where the answer would tell what he may not see of the row. */
  async explain({ userId, action, subject, id, field }: ExplainQuery): Promise<Explanation> {
    if (!(await this.staff.get(userId))) throw commonErrors['not-found']();
    const row = id === undefined ? undefined : await this.row(subject, id);
    const holder = await this.rights.holder(userId);
    if (!holder) return { allowed: false, reason: 'inactive', decidedBy: null, considered: [] };
    const grants = await this.rights.grantsOf(holder.roles.map((r) => r.id));
    const byRule = new Map<Rule, Grant>(
      grants.flatMap((grant) => {
        const rule = ruleOf(grant, this.catalogue, holder);
        return rule ? [[rule, grant] as const] : [];
      }),
    );
    const ability = abilityOf([...byRule.keys()]);
    if (row) this.demandSeen(row, ability.possibleRulesFor(action, subject));
    const about = row ? (asSubject(subject, row.values) as never) : subject;
    const decisive = ability.relevantRuleFor(action, about, field);
    const tell = (rule: Rule) => this.told(byRule.get(rule)!, rule, holder);
    if (decisive) {
      const allowed = !decisive.inverted;
      return { allowed, reason: allowed ? 'allowed' : 'prohibited', decidedBy: tell(decisive.origin as Rule), considered: [] };
    }
    const considered = [
      ...ability.possibleRulesFor(action, subject).map((r) => tell(r.origin as Rule)),
      ...grants.filter((g) => isAbout(g, action, subject) && isFaulty(g, this.catalogue)).map((g) => this.told(g, undefined, holder)),
    ];
    return { allowed: false, reason: considered.some((c) => !c.inverted) ? 'no-match' : 'no-rule', decidedBy: null, considered };
  }

  /** `rule`: absent for what gives none. */
  private told(grant: Grant, rule: Rule | undefined, holder: RightsHolder) {
    const role = holder.roles.find((r) => r.id === grant.roleId)!;
    const faulty = isFaulty(grant, this.catalogue);
    return {
      role: { id: role.id, code: role.code, nameZh: role.nameZh, nameEn: role.nameEn },
      permissionId: grant.permissionId,
      action: grant.action,
      subject: grant.subject,
      reach: grant.reach,
      conditions: (faulty ? templateOf(grant, this.catalogue) : rule?.conditions) ?? null,
      fields: grant.fields,
      inverted: grant.inverted,
      ...(faulty ? { faulty } : {}),
    };
  }

  /** Yes and no tell what the conditions are about. */
  private demandSeen({ of, values }: AskedRow, rules: readonly Pick<Rule, 'conditions'>[]): void {
    if (!this.scope.limitsFields('read', of)) return;
    const governed = Object.keys(this.catalogue.subject(of)?.fields ?? {});
    const seen = new Set(['id', ...this.scope.fields('read', of, governed, values)]);
    const asked = new Set(rules.flatMap(({ conditions }) => fieldsIn((conditions ?? {}) as Conditions)));
    const hidden = governed.filter((field) => asked.has(field) && !seen.has(field));
    if (hidden.length) throw commonErrors['field.forbidden']({ fields: hidden.join(', ') });
  }

  private async row(subject: string, id: number): Promise<AskedRow> {
    const source = this.declarations.implementationsOf(ExplainSubject).find((port) => port.subject === subject);
    if (!source) throw rbacErrors['explain.no-rows']();
    const row = await source.row(id);
    if (!row || !this.scope.can('read', subject, row)) throw commonErrors['not-found']();
    return { of: source.fieldsOf, values: { ...row } };
  }
}

/** A right by itself; prohibitions are told by what they decide. */
const isAbout = (grant: Grant, action: string, subject: string): boolean =>
  !grant.inverted && grant.action === action && grant.subject === subject;
