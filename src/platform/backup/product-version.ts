import { readFileSync } from 'node:fs';

/** Beside the sources, and one folder above in the built application. */
const PLACES = ['../../../package.json', '../../../../package.json'];

export function productVersion(): string {
  for (const place of PLACES) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { name: string; version: string };
      if (name === 'tide-crm') return version;
    } catch {
      // the other place
    }
  }
  return 'unknown';
}
