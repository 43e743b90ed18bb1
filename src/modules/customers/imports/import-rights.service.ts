import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { EVERYTHING } from '../../../platform/permissions/scope-sql.js';
import { CustomerReach } from '../customer-reach.service.js';
import { CUSTOMER_FIELDS } from '../customers.permissions.js';
import type { RuleRow } from '../rule-row.port.js';
import { IMPORT_FIELDS, importField, rightOf } from './import-fields.js';
import { fieldsOf, type ImportMapping } from './import-mapping.js';

/** Whoever imports writes what he may write by hand, and nothing else: rows and fields (REQ-B13, REQ-B20). */
@Injectable()
export class ImportRights {
  constructor(
    private readonly scope: Scope,
    private readonly reach: CustomerReach,
  ) {}

  /** Columns, templates and defaults alike. @throws forbidden (403) to whoever may enter nobody, field.forbidden (403) with every such field. */
  demand(mapping: ImportMapping): void {
    this.scope.demand('create', 'Customer');
    const writable = this.writable();
    const refused = fieldsOf(mapping).filter((name) => !writable.has(name));
    if (refused.length) throw commonErrors['field.forbidden']({ fields: refused.join(', ') });
  }

  /** The names of the import's fields that the caller may give a new customer. */
  writable(): ReadonlySet<string> {
    const rights = new Set(this.reach.limitsFields('create') ? this.scope.fields('create', 'Customer', CUSTOMER_FIELDS) : CUSTOMER_FIELDS);
    return new Set(IMPORT_FIELDS.filter((field) => rights.has(rightOf(field))).map(({ name }) => name));
  }

  /** Whether he may enter a customer like this; undefined where his rules say nothing of single customers. */
  mayEnter(): ((row: RuleRow) => boolean) | undefined {
    return this.limitsRows('create') ? (row) => this.scope.can('create', 'Customer', row) : undefined;
  }

  /** Which of these fields he may not give to a new customer like this; undefined where his rules name none. */
  refusedNew(): ((row: RuleRow, names: readonly string[]) => string[]) | undefined {
    if (!this.reach.limitsFields('create')) return undefined;
    return (row, names) => {
      const rights = this.reach.fields(row, 'create');
      return names.filter((name) => !rights.has(rightOf(importField(name))));
    };
  }

  /** Which of these fields he may not fill on that customer; null when he may not change him at all. */
  refusedOn(row: RuleRow, names: readonly string[]): string[] | null {
    if (!this.scope.can('read', 'Customer', row) || !this.scope.can('update', 'Customer', row)) return null;
    if (!this.reach.limitsFields('update')) return [];
    const rights = this.reach.fields(row, 'update');
    return names.filter((name) => !rights.has(rightOf(importField(name))));
  }

  private limitsRows(action: string): boolean {
    return this.reach.sql(action).sql !== EVERYTHING.sql;
  }
}
