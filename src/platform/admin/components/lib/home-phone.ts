/** Stored with its country (`+8613800138000`), shown as it is dialled at home; every other text as it is. */
export const homePhone = (text: string): string => text.replace(/^\+86(?=1\d{10}$)/, '');
