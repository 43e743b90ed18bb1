import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** What people type stands for itself in a pattern: `%` and `_` are no wildcards. */
const literal = (text: string): string => text.replace(/[!%_]/g, (c) => `!${c}`);

/** Patterns for `like()`. */
export const withinText = (text: string): string => `%${literal(text)}%`;
export const fromStartOfText = (text: string): string => `${literal(text)}%`;

/** Every LIKE of a search, so that none forgets its escape character. */
export const like = (column: string, pattern = '?'): string => `${column} LIKE ${pattern} ESCAPE '!'`;

/** Narrows a list to rows with this text in one of the columns (`c.name`); no column has it where there is none, and without a text all stay. */
export function searched<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, text: string | undefined, ...columns: string[]): void {
  if (!text) return;
  const anyOf = columns.map((column) => like(column, ':searched')).join(' OR ');
  query.andWhere(anyOf ? `(${anyOf})` : '1=0', { searched: withinText(text) });
}
