/** What is kept of a person and of a company beside the customer; a person's `company` is called `employer` wherever people read or write it. */
export const PROFILE_COLUMNS = {
  person: [
    'education',
    'graduationSchool',
    'major',
    'experience',
    'workStatus',
    'company',
    'salary',
    'emergencyContactName',
    'emergencyContactPhone',
  ],
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
