import { z } from 'zod';
import { optionalId, text, version } from '../../../platform/http/fields.js';
import type { Shown } from '../../../platform/permissions/field-sight.js';
import { recordView } from '../../../platform/records/record-kind.js';
import type { ClaimRule } from './deadline-rule.entity.js';

const limit = (max: number) => z.int().min(0).max(max).nullable().optional();
const claimFields = {
  departmentId: optionalId(),
  claimsPerDay: limit(100_000),
  secondsBetween: limit(86_400),
  maxOpen: limit(1_000_000),
  active: z.boolean().optional(),
};
export const ClaimRuleCreate = z.strictObject({ name: text(64), ...claimFields });
export const ClaimRuleChange = z.strictObject({ name: text(64).optional(), ...claimFields, version: version() });
export type ClaimRuleCreate = z.output<typeof ClaimRuleCreate>;
export type ClaimRuleChange = z.output<typeof ClaimRuleChange>;

export const CLAIM_RULE_FIELDS = ['name', 'departmentId', 'claimsPerDay', 'secondsBetween', 'maxOpen', 'active'] as const;
export const claimRuleView = (rule: ClaimRule) => recordView(rule, CLAIM_RULE_FIELDS);
export type ClaimRuleView = Shown<ReturnType<typeof claimRuleView>>;
