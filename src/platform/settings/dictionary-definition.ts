import type { Text } from '../context/language.js';
import { DeclarationKind } from '../registry/declarations.js';

/** A list that staff may edit (sources, levels, kinds of service). Its first items are put in once; from then on the list belongs to operations. */
export interface DictionaryDefinition {
  /** `customer.source` */
  readonly code: string;
  readonly label: Text;
  readonly items: readonly { readonly value: string; readonly label: Text }[];
}

export const dictionaryDefinitions = new DeclarationKind<DictionaryDefinition>('dictionary');
