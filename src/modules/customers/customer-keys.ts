/** The four ways in which two records can be one customer. Values are stored as normalised by the shapes. */
export const KEYS = ['phone', 'qq', 'email', 'externalId'] as const;
export type KeyName = (typeof KEYS)[number];
export type KeyValues = { readonly [K in KeyName]?: string | null | undefined };
export type KeyColumns = Partial<Record<`${KeyName}Key`, string | null>>;

/** The unique columns that belong to the given values; a value that is not given leaves its column alone. */
export const keyColumns = (values: KeyValues): KeyColumns =>
  Object.fromEntries(KEYS.flatMap((key) => (values[key] === undefined ? [] : [[`${key}Key`, values[key]]])));

/** The key whose unique index this is. */
export const keyOfIndex = (index: string): KeyName | undefined => KEYS.find((key) => index === `uq_customer_${key}Key`);
