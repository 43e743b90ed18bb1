import type { Fault } from '../../../platform/errors/domain-error.js';
import { columnFields, type ImportMapping } from './import-mapping.js';

type Cells = readonly (string | null)[];

/** A cell that a fault is about: what it says as far as one reads it at a glance, null where it is empty. */
export interface FaultyCell {
  readonly column: string;
  readonly value: string | null;
}
export type FaultInFile = Fault & { readonly cells: readonly FaultyCell[] };

const AT_A_GLANCE = 60;

/**
 * Which cells a fault of a row comes from: that of the field's column where it says something, else those of its template. None where a default is at fault,
 * where the row as a whole is, or where the columns are not `seen`.
 */
export function cellsAtFault(header: readonly string[], mapping: ImportMapping, seen: (column: string) => boolean) {
  const fields = columnFields(mapping);
  return ({ path }: Fault, cells: Cells): FaultyCell[] => {
    const field = path.split('.')[0]!;
    const of = header.flatMap((column, place) =>
      field && fields.get(column)?.includes(field) ? [{ column, value: cells[place]?.trim() || null }] : [],
    );
    const own = of.filter(
      ({ column, value }) => value !== null && mapping.columns.some((one) => one.column === column && one.field === field),
    );
    return (own.length ? own : of)
      .filter(({ column }) => seen(column))
      .map(({ column, value }) => ({ column, value: value && glance(value) }));
  };
}

const glance = (value: string): string => (value.length > AT_A_GLANCE ? `${value.slice(0, AT_A_GLANCE)}…` : value);
