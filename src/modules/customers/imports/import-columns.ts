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
/** Set or not: a row sets them, and never takes them back. */
export const FLAG_COLUMNS = ['doNotCall', 'doNotMail'] as const;

/** Whether there is anything; nought is something, a flag that is not set is nothing. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && value !== false;
