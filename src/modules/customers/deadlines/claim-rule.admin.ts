import { adminResources } from '../../../platform/admin/admin-resource.js';
import { shaped } from '../../../platform/admin/admin-source.js';
import { ClaimRuleChange, ClaimRuleCreate } from './claim-rule.dto.js';
import { ClaimRules } from './claim-rules.service.js';
import { RuleList } from './deadline-rule.dto.js';
import { ruleActive, ruleDepartment, ruleName } from './rule-properties.js';

/** A rule that says nothing about it. */
const UNLIMITED = { help: { 'zh-CN': '留空表示不限', en: 'Empty: no limit' }, without: { 'zh-CN': '不限', en: 'No limit' } } as const;

export const claimRuleResource = adminResources.declare({
  id: 'claim-rules',
  subject: 'Rule',
  label: { 'zh-CN': '领取规则', en: 'Claim rules' },
  menu: 'customers',
  position: 110,
  icon: 'Shield',
  title: 'name',
  source: shaped(ClaimRules, { list: RuleList, create: ClaimRuleCreate, update: ClaimRuleChange }),
  searchable: true,
  help: {
    'zh-CN': '适用于同一个人的规则中，最严格的一条生效。留空表示不限。',
    en: 'Of the rules that match a person the strictest counts. Empty: no limit.',
  },
  properties: [
    ruleName,
    ruleDepartment,
    { name: 'claimsPerDay', label: { 'zh-CN': '每天领取数', en: 'Claims a day' }, type: 'number', ...UNLIMITED },
    { name: 'secondsBetween', label: { 'zh-CN': '两次领取间隔（秒）', en: 'Seconds between two claims' }, type: 'number', ...UNLIMITED },
    { name: 'maxOpen', label: { 'zh-CN': '持有上限', en: 'Customers held at once' }, type: 'number', ...UNLIMITED },
    ruleActive,
  ],
});
