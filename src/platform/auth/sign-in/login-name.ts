/** Names and addresses people sign in with, as the database keeps them. */
export const loginName = (typed: string): string => typed.trim().normalize('NFKC').toLowerCase();
