import { defineErrors } from '../../platform/errors/domain-error.js';
import { defineRules } from '../../platform/http/validation-messages.js';

export const rbacErrors = defineErrors({
  'rights.own': {
    status: 403,
    text: { 'zh-CN': '不能修改自己的角色、部门或状态', en: 'Nobody changes his own roles, department or state' },
  },
  'rights.beyond-own': {
    status: 403,
    text: { 'zh-CN': '不能授予您自己没有的权限：{what}', en: 'You cannot grant what you do not hold: {what}' },
  },
  'rights.senior': {
    status: 403,
    text: {
      'zh-CN': '该员工的权限超出您的权限，不能操作',
      en: 'This colleague holds rights that you do not; you cannot change his account',
    },
  },
  'staff.last-administrator': { status: 409, text: { 'zh-CN': '这是最后一位启用的管理员', en: 'This is the last active administrator' } },
  'staff.holds-things': {
    status: 409,
    text: {
      'zh-CN': '该员工名下仍有数据，请指定接收人或放入公海',
      en: 'This colleague still holds things: say who takes them over, or send them to the pool',
    },
  },
  'staff.inactive': { status: 409, text: { 'zh-CN': '该员工已停用', en: 'This colleague is not active' } },
  'staff.no-email': { status: 409, text: { 'zh-CN': '该员工没有邮箱', en: 'This colleague has no e-mail address' } },
  'staff.has-password': {
    status: 409,
    text: { 'zh-CN': '该员工已设置密码，请使用重置密码', en: 'This colleague has set a password already; send a reset instead' },
  },
  'department.cycle': { status: 409, text: { 'zh-CN': '部门不能移到自己的下级', en: 'A department cannot stand below itself' } },
  'department.too-deep': { status: 409, text: { 'zh-CN': '部门层级过深', en: 'Departments are nested too deep' } },
  'role.locked': {
    status: 409,
    text: { 'zh-CN': '管理员角色的权限和状态不能修改', en: 'The administrator role keeps its permissions and stays active' },
  },
  'record.built-in': {
    status: 409,
    text: { 'zh-CN': '系统内置，不能删除或修改此项', en: 'Built in: it cannot be removed, nor this be changed' },
  },
  'leave.own': {
    status: 403,
    text: {
      'zh-CN': '不能登记或修改自己的请假（请假会顺延客户期限），请由您的上级登记',
      en: 'Nobody enters or changes his own leave, since it puts deadlines off: ask somebody who manages you',
    },
  },
  'leave.overlaps': { status: 409, text: { 'zh-CN': '与已有的请假重叠', en: 'Overlaps with a leave that is entered already' } },
  'explain.no-rows': { status: 400, text: { 'zh-CN': '不支持按记录解释此对象', en: 'Rows of this subject cannot be explained' } },
});

defineRules({
  'rule.field-unknown': { 'zh-CN': '条件中的字段不存在', en: 'No such field for conditions' },
  'rule.operator-unknown': { 'zh-CN': '条件中的运算符不支持', en: 'This operator is not supported' },
  'rule.value-invalid': { 'zh-CN': '条件的值不正确', en: 'The value of the condition is not valid' },
  'rule.value-number': { 'zh-CN': '条件的值应为整数', en: 'This is compared with whole numbers' },
  'rule.value-text': { 'zh-CN': '条件的值应为文字', en: 'This is compared with texts' },
  'rule.value-flag': { 'zh-CN': '条件的值应为 true 或 false', en: 'This is compared with true or false' },
  'rule.value-instant': {
    'zh-CN': '条件的值应为 ISO 8601 格式并带时区的时间',
    en: 'This is compared with times, written in ISO 8601 with their zone',
  },
  'rule.subject-unknown': { 'zh-CN': '没有这个权限对象或操作', en: 'No module declares this subject or action' },
  'rule.too-long': { 'zh-CN': '条件内容过多', en: 'The conditions are too long' },
  'rule.twice': { 'zh-CN': '同一权限出现了两次', en: 'A permission is named twice' },
  'rule.conditions-misplaced': {
    'zh-CN': '自定义范围须填写条件，其他范围不能填写',
    en: 'Conditions go with the reach custom, and only with it',
  },
  'handover.one': { 'zh-CN': '请指定接收人或选择放入公海（二选一）', en: 'Name a colleague or choose the pool, one of them' },
  'leave.day': { 'zh-CN': '请假日期应在 2000 年至 2099 年之间', en: 'Days of leave lie between 2000 and 2099' },
  'leave.too-long': { 'zh-CN': '一次请假最多 1100 天', en: 'One leave has 1,100 days at most' },
  'leave.backwards': { 'zh-CN': '结束日期不能早于开始日期', en: 'The last day lies before the first' },
  'code.invalid': { 'zh-CN': '代码只能包含小写字母、数字和连字符', en: 'A code has small letters, digits and hyphens only' },
  'username.invalid': { 'zh-CN': '用户名只能包含字母、数字及 . _ - @ +', en: 'A user name has letters, digits and . _ - @ + only' },
});
