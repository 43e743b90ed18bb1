import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { EVERYTHING } from '../../../platform/permissions/scope-sql.js';
import { CustomerReach } from '../customer-reach.service.js';
import { cellsAtFault, type FaultInFile } from './faulty-cells.js';
import type { Draft } from './import-draft.js';
import { importField, recognise, rightOf } from './import-fields.js';
import { columnFields, type ImportMapping } from './import-mapping.js';
import type { CustomerImport } from './import.entity.js';

type Cells = readonly (string | null)[];
type Read = Pick<CustomerImport, 'header' | 'mapping' | 'createdById'>;

/**
 * What a reader sees of a file's cells (REQ-B13): those of columns that become, or are headed like, fields that he sees of every customer. A row is nobody's yet, so
 * that rules about some customers decide nothing here; a column that becomes nothing may hold anything. His rights of now count, whoever brought the file.
 */
@Injectable()
export class ImportSight {
  constructor(
    private readonly reach: CustomerReach,
    private readonly context: Context,
  ) {}

  /** Cells of one row as the reader sees them, others empty. */
  cells({ header, mapping }: Read): (cells: Cells) => Cells {
    if (!this.limited) return (cells) => cells;
    const seen = header.map((column) => this.seesColumn(column, mapping));
    return (cells) => cells.map((cell, place) => (seen[place] ? cell : null));
  }

  /** Where a fault of a row stands in the file, as the reader may know it. */
  faulty({ header, mapping }: Read): (fault: Fault, cells: Cells) => FaultInFile {
    const cellsOf = cellsAtFault(header, mapping, (column) => !this.limited || this.seesColumn(column, mapping));
    return (fault, cells) => ({ ...fault, cells: cellsOf(fault, cells) });
  }

  draft(draft: Draft): Partial<Draft> {
    if (!this.limited) return draft;
    return Object.fromEntries(Object.entries(draft).filter(([name]) => this.sees(name))) as Partial<Draft>;
  }

  /**
   * Who calls a column something else would read it under that name: in a file that a colleague brought only what he sees may be mapped.
   * @throws field.forbidden (403) that names the columns.
   */
  demandMapped({ createdById, header, mapping }: Read, mapped: ImportMapping): void {
    const { kind, id } = this.context.actor;
    if (!this.limited || (kind === 'staff' && id === createdById)) return;
    const given = [...columnFields(mapped).keys()];
    this.refuse(given.filter((column) => header.includes(column) && !this.seesColumn(column, mapping)));
  }

  /** @throws field.forbidden (403) */
  demandValues(imported: Read, column: string, field: string): void {
    const mapping: ImportMapping = { columns: [{ column, field }] };
    this.demandMapped(imported, mapping);
    if (this.limited && !this.seesColumn(column, mapping)) this.refuse([column]);
  }

  /** Who reads no customers sees no field of them either. */
  private get limited(): boolean {
    return this.reach.limitsFields() || !this.reach.somewhere('name', 'read');
  }

  private refuse(columns: readonly string[]): void {
    if (columns.length) throw commonErrors['field.forbidden']({ fields: columns.join(', ') });
  }

  private seesColumn(column: string, mapping: ImportMapping): boolean {
    const fields = columnFields(mapping).get(column) ?? [];
    return fields.length > 0 && [...fields, ...recognise([column]).map(({ field }) => field)].every((field) => this.sees(field));
  }

  private sees(name: string): boolean {
    const field = rightOf(importField(name));
    if (!this.reach.somewhere(field, 'read')) return false;
    const seen = this.reach.seeing(field);
    return seen === undefined || (seen !== false && seen.sql === EVERYTHING.sql);
  }
}
