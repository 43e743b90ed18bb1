/** Columns that a row may fill; an import writes those that its mapping names. */
export const CUSTOMER_COLUMNS = [
  'phone',
  'qq',
  'wechat',
  'email',
  'gender',
  'area',
  'address',
  'postCode',
  'website',
  'source',
  'level',
  'externalId',
  'notes',
] as const;
export const PROFILE_COLUMNS = {
  person: ['education', 'graduationSchool', 'major', 'experience', 'workStatus', 'company', 'salary'],
  company: [
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
} as const;
export type ProfileKind = keyof typeof PROFILE_COLUMNS;

/** Whether there is anything; nought is something. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
