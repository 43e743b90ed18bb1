import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import type { ColumnSpec } from '../../../platform/spreadsheets/write-options.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import { IMPORT_FIELDS, type ImportField } from './import-fields.js';
import { ImportRights } from './import-rights.service.js';
import { fixedOptions } from './import-words.js';
import { type Workbook, workbookOf } from './workbook.js';

export interface ImportOption {
  readonly value: string;
  readonly label: string;
}
export interface ImportFieldView {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  /** Of its dictionary or fixed choice; null where it has none. */
  readonly options: readonly ImportOption[] | null;
}

/** The empty workbook to fill in: what must be filled is marked `*`, what is chosen from a list has a drop-down. */
@Injectable()
export class ImportTemplateService {
  constructor(
    private readonly dictionaries: Dictionaries,
    private readonly rights: ImportRights,
    private readonly context: Context,
  ) {}

  async template(): Promise<Workbook> {
    const columns: ColumnSpec[] = [];
    for (const field of this.writable()) columns.push(await this.column(field));
    const name = say({ 'zh-CN': '客户', en: 'Customers' }, this.context.language);
    return workbookOf('customers.xlsx', { name, columns, rows: [] });
  }

  /** What a column may become, for whoever draws the form: fields that the caller may write. */
  async fields(): Promise<{ fields: ImportFieldView[] }> {
    const { language } = this.context;
    const fields: ImportFieldView[] = [];
    for (const { name, label } of this.writable()) {
      const options = await this.options(name);
      fields.push({ name, label: say(label, language), required: name === 'name', options: options.length ? options : null });
    }
    return { fields };
  }

  private writable(): ImportField[] {
    const names = this.rights.writable();
    return IMPORT_FIELDS.filter(({ name }) => names.has(name));
  }

  private async column(field: ImportField): Promise<ColumnSpec> {
    const { language } = this.context;
    const header = `${say(field.label, language)}${field.name === 'name' ? ' *' : ''}`;
    const options = (await this.options(field.name)).map(({ label }) => label);
    return options.length ? { header, options } : { header };
  }

  private async options(name: string): Promise<ImportOption[]> {
    const { language } = this.context;
    const code = FIELD_DICTIONARIES[name as keyof typeof FIELD_DICTIONARIES];
    if (!code) return fixedOptions(name, language);
    return (await this.dictionaries.items(code)).map(({ value, label }) => ({ value, label: label[language] }));
  }
}
