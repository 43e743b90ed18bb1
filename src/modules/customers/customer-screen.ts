import type { AdminProperty } from '../../platform/admin/admin-resource.js';
import type { Text } from '../../platform/context/language.js';

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });
const choice = (value: string, zh: string, en: string) => ({ value, label: text(zh, en) });
const NOT_LISTED = ['show', 'new', 'edit'] as const;
const READ = ['list', 'show'] as const;
/** Shown by lists whose view names it (`components/customer-list.tsx`). */
const EVERYWHERE = ['list', 'show', 'new', 'edit'] as const;

export const TYPE_CHOICES = [choice('person', '个人', 'Person'), choice('company', '企业', 'Company')];
const STATUS_CHOICES = [choice('open', '未报名', 'Open'), choice('enrolled', '已报名', 'Enrolled'), choice('lost', '已流失', 'Lost')];
const HOLDING_CHOICES = [
  choice('pending', '待分配', 'Pending'),
  choice('owned', '跟进中', 'Owned'),
  choice('pool', '公海', 'Public pool'),
  choice('closed', '已关闭', 'Closed'),
];
export const GENDER_CHOICES = [choice('male', '男', 'Male'), choice('female', '女', 'Female')];
const EDUCATION_CHOICES = [
  choice('key-university', '重点大学', 'Key university'),
  choice('university', '普通本科', 'University'),
  choice('independent-college', '独立院校', 'Independent college'),
  choice('private-university', '民办本科', 'Private university'),
  choice('college', '大专', 'College'),
  choice('private-college', '民办专科', 'Private college'),
  choice('high-school', '高中', 'High school'),
  choice('other', '其他', 'Other'),
];
const EXPERIENCE_CHOICES = [
  choice('student', '在校生', 'Student'),
  choice('fresh-graduate', '应届毕业', 'Just graduated'),
  choice('under-half-year', '半年以内', 'Under half a year'),
  choice('half-to-one-year', '半年至一年', 'Half a year to one'),
  choice('one-to-three-years', '一年至三年', 'One to three years'),
  choice('three-to-five-years', '三年至五年', 'Three to five years'),
  choice('over-five-years', '五年以上', 'Over five years'),
];
const WORK_CHOICES = [choice('employed', '在职', 'Employed'), choice('unemployed', '无业', 'Unemployed')];

const person = (name: string, label: Text, more: Partial<AdminProperty> = {}): AdminProperty => ({
  name,
  label,
  type: 'string',
  in: NOT_LISTED,
  field: 'person',
  ...more,
});
const company = (name: string, label: Text, more: Partial<AdminProperty> = {}): AdminProperty => ({
  name,
  label,
  type: 'string',
  in: NOT_LISTED,
  field: 'company',
  ...more,
});

/** The customer list, and the form behind it (REQ-D1 … D16, REQ-D33). */
export const CUSTOMER_PROPERTIES: readonly AdminProperty[] = [
  { name: 'number', label: text('客户编号', 'Number'), type: 'string', field: null, in: READ, sort: 'number' },
  { name: 'name', label: text('姓名/名称', 'Name'), type: 'string', required: true, sort: 'name' },
  { name: 'type', label: text('类型', 'Type'), type: 'choice', choices: TYPE_CHOICES, in: EVERYWHERE, filter: 'type', initial: 'person' },
  { name: 'phone', label: text('电话', 'Phone'), type: 'string' },
  { name: 'qq', label: text('QQ', 'QQ'), type: 'string' },
  { name: 'status', label: text('状态', 'Status'), type: 'choice', choices: STATUS_CHOICES, in: READ, filter: 'status' },
  { name: 'holding', label: text('归属', 'Holding'), type: 'choice', choices: HOLDING_CHOICES, in: READ, filter: 'holding' },
  { name: 'ownerId', label: text('顾问', 'Owner'), type: 'reference', reference: 'staff', in: READ, filter: 'ownerId' },
  {
    name: 'lastFollowUpAt',
    label: text('最后跟进', 'Last follow-up'),
    type: 'instant',
    in: READ,
    sort: 'lastFollowUpAt',
    filterRange: { from: 'followedUpFrom', to: 'followedUpTo' },
  },
  { name: 'reclaimAt', label: text('回收时间', 'Reclaim at'), type: 'instant', in: READ, sort: 'reclaimAt' },
  { name: 'wechat', label: text('微信', 'WeChat'), type: 'string', in: EVERYWHERE },
  { name: 'email', label: text('邮箱', 'E-mail'), type: 'string', in: EVERYWHERE },
  { name: 'gender', label: text('性别', 'Gender'), type: 'choice', choices: GENDER_CHOICES, in: EVERYWHERE },
  { name: 'area', label: text('地区', 'Area'), type: 'string', in: EVERYWHERE, filter: 'area' },
  { name: 'address', label: text('地址', 'Address'), type: 'string', in: NOT_LISTED },
  { name: 'postCode', label: text('邮编', 'Post code'), type: 'string', in: NOT_LISTED },
  { name: 'website', label: text('网址', 'Website'), type: 'string', in: NOT_LISTED },
  { name: 'source', label: text('来源', 'Source'), type: 'choice', dictionary: 'customer.source', filter: 'source' },
  {
    name: 'referredById',
    label: text('转介绍自', 'Referred by'),
    type: 'reference',
    reference: 'customers',
    in: NOT_LISTED,
    filter: 'referredById',
  },
  {
    name: 'courseIds',
    label: text('咨询课程', 'Courses asked about'),
    type: 'references',
    reference: 'courses',
    in: NOT_LISTED,
    filter: 'courseId',
  },
  {
    name: 'tags',
    label: text('标签', 'Tags'),
    type: 'string',
    in: NOT_LISTED,
    filter: 'tag',
    help: text('用逗号分隔', 'Separated by commas'),
  },
  { name: 'level', label: text('级别', 'Level'), type: 'choice', dictionary: 'customer.level', filter: 'level' },
  { name: 'satisfaction', label: text('满意度', 'Satisfaction'), type: 'choice', dictionary: 'customer.satisfaction', in: EVERYWHERE },
  { name: 'credit', label: text('信用度', 'Credit'), type: 'choice', dictionary: 'customer.credit', in: EVERYWHERE },
  {
    name: 'ownedSince',
    label: text('接客时间', 'Owned since'),
    type: 'instant',
    in: READ,
    sort: 'ownedSince',
    filterRange: { from: 'ownedFrom', to: 'ownedTo' },
  },
  {
    name: 'createdAt',
    label: text('录入时间', 'Entered'),
    type: 'instant',
    in: READ,
    sort: 'createdAt',
    filterRange: { from: 'createdFrom', to: 'createdTo' },
  },
  {
    name: 'notFollowedUpForDays',
    label: text('几天未跟进', 'Days without follow-up'),
    type: 'number',
    in: [],
    filter: 'notFollowedUpForDays',
    field: 'lastFollowUpAt',
  },
  {
    name: 'dueWithinHours',
    label: text('几小时内到期', 'Due within hours'),
    type: 'number',
    in: [],
    filter: 'dueWithinHours',
    field: 'reclaimAt',
  },
  {
    name: 'untouched',
    label: text('尚未首次跟进', 'Not yet followed up'),
    type: 'boolean',
    in: [],
    filter: 'untouched',
    field: 'lastFollowUpAt',
  },
  {
    name: 'importId',
    label: text('导入文件', 'Imported by'),
    type: 'reference',
    reference: 'imports',
    field: null,
    in: [],
    filter: 'importId',
  },
  { name: 'view', label: text('视图', 'View'), type: 'number', field: null, in: [], filter: 'view', unasked: true },
  person('education', text('学历', 'Education'), { type: 'choice', choices: EDUCATION_CHOICES }),
  person('graduationSchool', text('毕业学校', 'School')),
  person('major', text('专业', 'Major')),
  person('experience', text('工作经验', 'Experience'), { type: 'choice', choices: EXPERIENCE_CHOICES }),
  person('workStatus', text('职业状态', 'Work status'), { type: 'choice', choices: WORK_CHOICES }),
  person('employer', text('所在公司', 'Employer')),
  person('salary', text('薪资', 'Salary')),
  person('idNumber', text('身份证号', 'ID number'), {
    help: text('加密保存，只显示首尾', 'Stored sealed; only its ends are shown'),
  }),
  person('emergencyContactName', text('紧急联系人', 'Emergency contact')),
  person('emergencyContactPhone', text('紧急联系电话', 'Emergency phone')),
  company('licenceNumber', text('营业执照号', 'Licence number')),
  company('legalRepresentative', text('法人', 'Legal representative')),
  company('registeredCapital', text('注册资金', 'Registered capital')),
  company('annualTurnover', text('年营业额', 'Annual turnover')),
  company('bank', text('开户银行', 'Bank')),
  company('bankAccount', text('开户账号', 'Bank account')),
  company('localTaxNumber', text('地税登记号', 'Local tax number')),
  company('nationalTaxNumber', text('国税登记号', 'National tax number')),
  company('fax', text('传真', 'Fax')),
  company('staffCount', text('员工人数', 'Staff'), { type: 'number' }),
  {
    name: 'assignToId',
    label: text('分配给', 'Assign to'),
    type: 'reference',
    field: null,
    reference: 'staff',
    in: ['new'],
    permission: 'assign',
    help: text('留空：归本人或待分配', 'Empty: yours, or pending'),
  },
  {
    name: 'override',
    label: text('忽略“曾失去该客户”', 'Although he lost the customer before'),
    type: 'boolean',
    field: null,
    in: ['new'],
    permission: 'assign',
    help: text('仅主管可用，不能用于自己，会写入日志', 'For managers, never for oneself; it is logged'),
  },
  { name: 'doNotCall', label: text('请勿致电', 'Do not call'), type: 'boolean', in: NOT_LISTED },
  { name: 'doNotMail', label: text('请勿发信', 'Do not mail'), type: 'boolean', in: NOT_LISTED },
  { name: 'externalId', label: text('外部编号', 'External id'), type: 'string', in: NOT_LISTED },
  { name: 'notes', label: text('备注', 'Notes'), type: 'text', in: NOT_LISTED },
];
