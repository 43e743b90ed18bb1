/** By what two tags are the same on every database: capitals and ways of writing a character do not count, accents and rare characters do. */
export const tagKey = (name: string): string => name.normalize('NFC').toLowerCase();
