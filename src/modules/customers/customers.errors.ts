import { defineErrors } from '../../platform/errors/domain-error.js';
import { defineRules } from '../../platform/http/validation-messages.js';

export const customerErrors = defineErrors({
  'customer.duplicate': {
    status: 409,
    text: {
      'zh-CN': '此客户已存在（{fields}相同），不能重复录入。{whose}',
      en: 'This customer exists already (same {fields}) and cannot be entered again. {whose}',
    },
  },
  'customer.assign-outside': {
    status: 403,
    text: { 'zh-CN': '只能分配给您所管理的同事', en: 'You may assign only to colleagues you manage' },
  },
  'customer.assignee-inactive': {
    status: 409,
    text: { 'zh-CN': '该同事已停用，不能接收客户', en: 'This colleague is deactivated and cannot receive customers' },
  },
  'customer.assignee-full': {
    status: 409,
    text: { 'zh-CN': '该同事持有的未成单客户已达上限', en: 'This colleague holds as many open customers as he may' },
  },
  'customer.assignee-cannot-hold': {
    status: 409,
    text: { 'zh-CN': '该同事的角色不能持有客户', en: 'The roles of this colleague do not let him hold customers' },
  },
  'customer.delete-blocked': {
    status: 409,
    text: { 'zh-CN': '客户仍有{what}，不能删除', en: 'The customer still has {what} and cannot be deleted' },
  },
  'customer.restore-taken': {
    status: 409,
    text: {
      'zh-CN': '已有客户使用相同的{fields}，请与其合并',
      en: 'Another customer has the same {fields} by now; merge with that record instead',
    },
  },
  'customer.restore-expired': {
    status: 409,
    text: { 'zh-CN': '删除已超过 30 天，不能恢复', en: 'Deleted more than 30 days ago; it cannot be restored' },
  },
  'interaction.author-only': {
    status: 403,
    text: {
      'zh-CN': '跟进记录只能由本人在 24 小时内修改，之后请联系主管',
      en: 'An interaction is changed by its author within 24 hours, then by a manager',
    },
  },
  'page.too-deep': {
    status: 400,
    text: {
      'zh-CN': '翻页到此为止：请用搜索或筛选缩小范围（接口可用 cursor 继续）',
      en: 'Pages end before this one: narrow the list by search or filters (clients of the API go on with the cursor)',
    },
  },
});

/** What duplicates are named after in texts. */
export const KEY_LABELS = {
  phone: { 'zh-CN': '电话', en: 'phone' },
  qq: { 'zh-CN': 'QQ', en: 'QQ' },
  email: { 'zh-CN': '邮箱', en: 'e-mail' },
  externalId: { 'zh-CN': '外部编号', en: 'external id' },
} as const;

defineRules({
  'profile.mismatch': {
    'zh-CN': '个人客户没有企业档案，企业客户没有个人档案',
    en: 'A person has no company profile, a company no personal one',
  },
  'contacts.two-primary': { 'zh-CN': '只能有一位主要联系人', en: 'Only one contact can be the primary one' },
  'id-number.invalid': { 'zh-CN': '身份证号不正确', en: 'The ID number is not valid' },
  'interaction.text-missing': { 'zh-CN': '请填写概要或内容', en: 'Say what it was about: a summary or notes' },
  'line.invalid': { 'zh-CN': '不能包含换行或控制字符', en: 'No line breaks or control characters' },
});
