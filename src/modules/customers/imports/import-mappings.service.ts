import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { type ImportMapping, mappingFaults } from './import-mapping.js';
import { ImportRights } from './import-rights.service.js';
import { importErrors, MAPPING_TEXTS } from './imports.rules.js';

/** Whether a mapping fits its file and its importer; asked whenever one is given, previewed, started or run. */
@Injectable()
export class ImportMappings {
  constructor(
    private readonly rights: ImportRights,
    private readonly context: Context,
  ) {}

  /** @throws forbidden and field.forbidden (403), import.mapping (400) with every fault. */
  demand(mapping: ImportMapping, header: readonly string[]): void {
    this.rights.demand(mapping);
    const faults = mappingFaults(mapping, header);
    if (!faults.length) return;
    throw importErrors['import.mapping'](
      {},
      {
        faults: faults.map(({ path, code, params }) => ({
          path: `mapping.${path}`,
          code,
          message: say(MAPPING_TEXTS[code], this.context.language, params),
        })),
      },
    );
  }
}
