import type { DictionaryDefinition } from '../../platform/settings/dictionary-definition.js';

const item = (value: string, zh: string, en: string) => ({ value, label: { 'zh-CN': zh, en } });

/** 客户来源: the institute's first sixteen (REQ-D7). */
export const sources: DictionaryDefinition = {
  code: 'customer.source',
  label: { 'zh-CN': '客户来源', en: 'Customer source' },
  items: [
    item('qq-group', 'QQ群', 'QQ group'),
    item('referral', '内部转介绍', 'Referral'),
    item('website', '官方网站', 'Website'),
    item('baidu', '百度推广', 'Baidu'),
    item('360', '360推广', '360 search'),
    item('sogou', '搜狗推广', 'Sogou'),
    item('tencent-classroom', '腾讯课堂', 'Tencent Classroom'),
    item('gdt', '广点通', 'Tencent Ads'),
    item('campus-talk', '高校宣讲', 'Campus talk'),
    item('agency', '渠道代理', 'Agency'),
    item('51cto', '51CTO', '51CTO'),
    item('zhihuitui', '智汇推', 'Zhihuitui'),
    item('ad-network', '网盟', 'Ad network'),
    item('dsp', 'DSP', 'DSP'),
    item('seo', 'SEO', 'SEO'),
    item('other', '其它', 'Other'),
  ],
};

/** 客户级别 (REQ-D14). */
export const levels: DictionaryDefinition = {
  code: 'customer.level',
  label: { 'zh-CN': '客户级别', en: 'Customer level' },
  items: [
    item('key', '大客户', 'Key account'),
    item('important', '重点开发客户', 'Important prospect'),
    item('partner', '战略合作伙伴', 'Strategic partner'),
    item('normal', '普通客户', 'Normal'),
  ],
};

const stars = (code: string, zh: string, en: string): DictionaryDefinition => ({
  code,
  label: { 'zh-CN': zh, en },
  items: [5, 4, 3, 2, 1].map((n) => item(String(n), '★'.repeat(n), '★'.repeat(n))),
});

export const satisfactions = stars('customer.satisfaction', '满意度', 'Satisfaction');
export const credits = stars('customer.credit', '信用度', 'Credit');

/** Which field of a customer takes its values from which dictionary. */
export const FIELD_DICTIONARIES = {
  source: sources.code,
  level: levels.code,
  satisfaction: satisfactions.code,
  credit: credits.code,
} as const;
