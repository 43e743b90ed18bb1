import type { ImportMapping } from '../modules/customers/imports/import-mapping.js';
import { Leads } from './leads.js';
import { Random } from './random.js';

const GENERATED = 300;
export interface LeadFile {
  readonly name: string;
  readonly content: Buffer;
}

export const generatedLeads = (): LeadFile => ({
  name: 'leads.csv',
  content: Buffer.from(new Leads(new Random(7), new Map()).csv(GENERATED)),
});

/**
 * Leads as X Education exports them have a number and no name. Sources are kept as they are spelled: `Google` and `google` are two values of the
 * file, and stay two (a value map of the import would make them one). Other files are recognised by their columns.
 */
export function mappingOf(header: readonly string[]): ImportMapping | undefined {
  if (!header.includes('Lead Number') || !header.includes('Lead Source')) return undefined;
  return {
    columns: [
      { column: 'Lead Number', field: 'externalId' },
      { column: 'Lead Source', field: 'source' },
      ...(header.includes('City') ? [{ column: 'City', field: 'area' }] : []),
    ],
    templates: { name: 'Lead {Lead Number}' },
    empty: ['Select'],
    unknown: 'keep',
  };
}
