type Texts = { 'zh-CN': string; en: string };

export interface CustomerSection {
  readonly name: string;
  readonly title: Texts;
  readonly fields: readonly string[];
  /** Only for customers of this type. */
  readonly type?: 'person' | 'company';
}

/** A customer's fields as people look for them: the same on his page and in his form. */
export const CUSTOMER_SECTIONS: readonly CustomerSection[] = [
  {
    name: 'basic',
    title: { 'zh-CN': '基本信息与联系方式', en: 'Name and contact' },
    fields: ['name', 'phone', 'qq', 'wechat', 'email', 'type', 'gender', 'area'],
  },
  {
    name: 'source',
    title: { 'zh-CN': '来源与意向', en: 'Source and interest' },
    fields: ['source', 'level', 'courseIds', 'tags', 'referredById', 'assignToId', 'override', 'notes'],
  },
  {
    name: 'more',
    title: { 'zh-CN': '地址与其他', en: 'Address and more' },
    fields: ['address', 'postCode', 'website', 'externalId', 'satisfaction', 'credit', 'doNotCall', 'doNotMail'],
  },
  {
    name: 'person',
    title: { 'zh-CN': '个人档案', en: 'Personal profile' },
    type: 'person',
    fields: [
      'education',
      'graduationSchool',
      'major',
      'experience',
      'workStatus',
      'employer',
      'salary',
      'idNumber',
      'emergencyContactName',
      'emergencyContactPhone',
    ],
  },
  {
    name: 'company',
    title: { 'zh-CN': '企业档案', en: 'Company profile' },
    type: 'company',
    fields: [
      'licenceNumber',
      'legalRepresentative',
      'registeredCapital',
      'annualTurnover',
      'bank',
      'bankAccount',
      'localTaxNumber',
      'nationalTaxNumber',
      'fax',
      'staffCount',
    ],
  },
  {
    name: 'ownership',
    title: { 'zh-CN': '归属与时间', en: 'Owner and dates' },
    fields: ['status', 'holding', 'ownerId', 'ownedSince', 'lastFollowUpAt', 'reclaimAt', 'createdAt'],
  },
];
