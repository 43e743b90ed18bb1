import type { DatabasePart } from './database-archive.js';

/** What differs between a manifest and what was found, in words. */
export function differences(part: DatabasePart, found: Pick<DatabasePart, 'migrations' | 'tables'>): string[] {
  const names = new Set([...Object.keys(part.tables), ...Object.keys(found.tables)]);
  const counts = [...names]
    .filter((name) => part.tables[name] !== found.tables[name])
    .map((name) => `${name} ${part.tables[name] ?? '–'} ≠ ${found.tables[name] ?? '–'}`);
  return part.migrations.join() === found.migrations.join() ? counts : [...counts, 'migrations'];
}
