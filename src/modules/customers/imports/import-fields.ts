import type { Text } from '../../../platform/context/language.js';
import { halfWidth } from '../phone.js';

export interface ImportField {
  readonly name: string;
  readonly label: Text;
  /** Headings it is recognised by beside its labels, in lower case without blanks. */
  readonly also: readonly string[];
  /** Part of a profile; the rest are fields of the customer. */
  readonly part?: 'person' | 'company';
  /** Several values in one cell, separated by commas, semicolons or 、. */
  readonly list?: boolean;
}

const field = (
  name: string,
  zh: string,
  en: string,
  also: readonly string[] = [],
  more: Omit<ImportField, 'name' | 'label' | 'also'> = {},
): ImportField => ({
  name,
  label: { 'zh-CN': zh, en },
  also,
  ...more,
});

/** What a column of a file may become (REQ-D24, REQ-D25). */
export const IMPORT_FIELDS: readonly ImportField[] = [
  field('name', '姓名', 'Name', ['名称', '公司名称', 'fullname']),
  field('type', '类型', 'Type'),
  field('phone', '电话', 'Phone', [
    '手机',
    '手机号',
    '手机号码',
    '联系电话',
    '电话号码',
    'mobile',
    'phonenumber',
    'tel',
    'telephone',
    'cellphone',
    'mobilephone',
    'mobilenumber',
    'phoneno',
    '联系方式',
    '手机电话',
  ]),
  field('qq', 'QQ', 'QQ', ['qq号', 'qq号码', 'qqnumber']),
  field('wechat', '微信', 'WeChat', ['微信号', '微信号码', 'weixin']),
  field('email', '邮箱', 'E-mail', ['电子邮箱', '邮件', 'email', 'emailaddress', 'mail']),
  field('gender', '性别', 'Gender', ['sex']),
  field('area', '地区', 'Area', ['城市', '区域', '省市', 'city', 'region']),
  field('address', '地址', 'Address', ['联系地址', '通讯地址']),
  field('postCode', '邮编', 'Post code', ['邮政编码', 'zip', 'zipcode', 'postcode']),
  field('website', '网址', 'Website', ['网站', 'url']),
  field('source', '来源', 'Source', ['渠道', '来源渠道', 'channel']),
  field('level', '级别', 'Level', ['等级']),
  field('externalId', '外部编号', 'External id', ['编号', 'leadnumber', 'customernumber', 'studentnumber', 'externalid', 'id']),
  field('courses', '咨询课程', 'Courses', ['课程', '意向课程', 'course'], { list: true }),
  field('tags', '标签', 'Tags', ['tag'], { list: true }),
  field('doNotCall', '请勿致电', 'Do not call', ['勿打电话', '免打扰', '勿扰', 'donotcall', 'dnc']),
  field('doNotMail', '请勿发信', 'Do not mail', ['勿发邮件', 'donotmail', 'donotemail']),
  field('notes', '备注', 'Notes', ['说明', '描述', 'note', 'remark', 'remarks', 'description', 'comment']),
  field('education', '学历', 'Education', ['最高学历'], { part: 'person' }),
  field('graduationSchool', '毕业学校', 'School', ['毕业院校', '学校', 'graduationschool'], { part: 'person' }),
  field('major', '专业', 'Major', ['所学专业'], { part: 'person' }),
  field('experience', '工作经验', 'Experience', ['工作年限'], { part: 'person' }),
  field('workStatus', '职业状态', 'Work status', ['工作状态'], { part: 'person' }),
  field('company', '公司', 'Company', ['工作单位', '所在公司'], { part: 'person' }),
  field('salary', '薪资', 'Salary', ['月薪', '工资'], { part: 'person' }),
  field('emergencyContactName', '紧急联系人', 'Emergency contact', ['紧急联络人', '紧急联系人姓名', 'emergencycontactname'], {
    part: 'person',
  }),
  field(
    'emergencyContactPhone',
    '紧急联系人电话',
    'Emergency phone',
    ['紧急联系电话', '紧急联络人电话', '紧急电话', 'emergencycontactphone'],
    {
      part: 'person',
    },
  ),
  field('licenceNumber', '营业执照号', 'Licence number', ['营业执照', '营业执照注册号', '统一社会信用代码'], { part: 'company' }),
  field('legalRepresentative', '法人', 'Legal representative', ['法定代表人', '法人代表'], { part: 'company' }),
  field('registeredCapital', '注册资金', 'Registered capital', ['注册资本'], { part: 'company' }),
  field('annualTurnover', '年营业额', 'Annual turnover', [], { part: 'company' }),
  field('bank', '开户银行', 'Bank', ['开户行'], { part: 'company' }),
  field('bankAccount', '开户账号', 'Bank account', ['银行账号'], { part: 'company' }),
  field('localTaxNumber', '地税登记号', 'Local tax number', [], { part: 'company' }),
  field('nationalTaxNumber', '国税登记号', 'National tax number', ['税号'], { part: 'company' }),
  field('fax', '传真', 'Fax', ['传真号码'], { part: 'company' }),
  field('staffCount', '员工人数', 'Staff', ['人数', '公司人数', 'employees'], { part: 'company' }),
];

export const FIELD_NAMES = IMPORT_FIELDS.map((f) => f.name) as [string, ...string[]];
const byName = new Map(IMPORT_FIELDS.map((f) => [f.name, f]));
export const importField = (name: string): ImportField => byName.get(name)!;

/** The field of customers whose right decides about it. */
export const rightOf = ({ name, part }: ImportField): string => part ?? (name === 'courses' ? 'courseIds' : name);

const plain = (heading: string) =>
  halfWidth(heading)
    .toLowerCase()
    .replace(/[\s_\-/()*:]/g, '');

/** Whom a heading speaks of is left out: `线索来源`, `学员电话` and `Student Phone` are source and phone. */
const WHOSE = /^(客户|学员|学生|线索|商机|潜客|lead|customer|student|client)(?=.)/;

/** The fields that a header's columns look like; each field once, the first column wins. */
export function recognise(header: readonly string[]): { column: string; field: string }[] {
  const taken = new Set<string>();
  return header.flatMap((column) => {
    const headings = [plain(column), plain(column).replace(WHOSE, '')];
    const found = IMPORT_FIELDS.find(
      (f) =>
        !taken.has(f.name) &&
        [f.name, f.label['zh-CN'], f.label.en]
          .map(plain)
          .concat(f.also)
          .some((name) => headings.includes(name)),
    );
    if (!found) return [];
    taken.add(found.name);
    return [{ column, field: found.name }];
  });
}

/** Headings, like those of fields, of what an import does not take over: whether somebody has enrolled, or bought. */
const STATUS_HEADINGS = new Set([
  ...[
    '状态',
    '客户状态',
    '学员状态',
    '报名',
    '已报名',
    '是否报名',
    '是否已报名',
    '报名状态',
    '报名情况',
    '成交状态',
    '是否成交',
    '是否成单',
    '成交',
    '已成交',
    '成单',
    '已成单',
    '转化',
    '已转化',
    '是否转化',
    '转化状态',
    '是否转换',
  ],
  ...['status', 'customerstatus', 'leadstatus', 'enrolled', 'isenrolled', 'enrollment', 'enrolment', 'enrollmentstatus', 'enrolmentstatus'],
  ...['converted', 'isconverted', 'conversion', 'conversions', 'convertion', 'convertions', 'conversionstatus'],
  ...['won', 'iswon', 'closed', 'isclosed', 'closedwon', 'stage', 'leadstage', 'dealstage'],
]);

/** The columns that look as if they said who has enrolled. Whatever they become, their rows come in as open leads. */
export const statusColumns = (header: readonly string[]): string[] => header.filter((column) => STATUS_HEADINGS.has(plain(column)));

/** What select boxes of other systems say where nothing was chosen. */
const PLACEHOLDERS = new Set(['select', 'pleaseselect', '请选择', '未选择', 'n/a', 'null', '-', '--']);

/** Texts of these rows that probably mean nothing, as they are spelled; proposed when a file comes in. */
export function placeholdersIn(rows: readonly (readonly (string | null)[])[]): string[] {
  const found = new Map<string, string>();
  for (const text of rows.flat()) {
    const said = text?.trim() ?? '';
    const word = said.toLowerCase();
    if (said.length <= 20 && (PLACEHOLDERS.has(word) || PLACEHOLDERS.has(word.replace(/[\s\-]/g, '')))) found.set(word, said);
  }
  return [...found.values()];
}
