import { z } from 'zod';
import { id, optionalId, text, version } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import type { Shown } from '../../../platform/permissions/field-sight.js';
import { recordView } from '../../../platform/records/record-kind.js';
import { DAY_KINDS, type DeadlineRule } from './deadline-rule.entity.js';

const days = () => z.int().min(1).max(3650).nullable().optional();

const deadlineFields = {
  source: z.string().trim().min(1).max(40).nullable().optional(),
  departmentId: optionalId(),
  followUpDays: days(),
  dealDays: days(),
  dayKind: z.enum(DAY_KINDS).optional(),
  /** Whole hours before the deadline; each once, the largest first. */
  warnHours: z
    .array(z.int().min(1).max(8760))
    .max(10)
    .transform((hours) => [...new Set(hours)].sort((a, b) => b - a))
    .optional(),
  /** For how many days who lost a customer is barred from him; null: for ever. */
  barDays: z.int().min(0).max(3650).nullable().optional(),
  active: z.boolean().optional(),
};
export const DeadlineRuleCreate = z.strictObject({ name: text(64), ...deadlineFields });
export const DeadlineRuleChange = z.strictObject({ name: text(64).optional(), ...deadlineFields, version: version() });
/** `id`: the rule that would be changed; a new one without it. */
export const DeadlineRulePreview = z.strictObject({ id: id().optional(), name: text(64).optional(), ...deadlineFields });
export const RuleList = listQuery({ sorts: ['name', 'createdAt'], filters: { departmentId: z.coerce.number().int().min(1).optional() } });
export type DeadlineRuleCreate = z.output<typeof DeadlineRuleCreate>;
export type DeadlineRuleChange = z.output<typeof DeadlineRuleChange>;
export type DeadlineRulePreview = z.output<typeof DeadlineRulePreview>;
export type RuleList = z.output<typeof RuleList>;

export const DEADLINE_RULE_FIELDS = [
  'name',
  'source',
  'departmentId',
  'followUpDays',
  'dealDays',
  'dayKind',
  'warnHours',
  'barDays',
  'active',
] as const;
export const deadlineRuleView = (rule: DeadlineRule) => recordView(rule, DEADLINE_RULE_FIELDS);
export type DeadlineRuleView = Shown<ReturnType<typeof deadlineRuleView>>;
