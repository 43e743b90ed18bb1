import { ImportUploadService } from '../modules/customers/imports/import-upload.service.js';
import type { ImportView } from '../modules/customers/imports/import.dto.js';
import { MAX_BYTES } from '../modules/customers/imports/import.dto.js';
import type { ImportMapping } from '../modules/customers/imports/import-mapping.js';
import { ImportService } from '../modules/customers/imports/import.service.js';
import { Files } from '../platform/files/files.js';
import type { House } from './house.js';

/** Imports a file as operations do: staged, looked at, started, run as a job. Its customers are distributed when it ends. */
export async function importFile(
  house: House,
  by: number,
  file: { name: string; content: Buffer; mapping?: (header: readonly string[]) => ImportMapping | undefined },
): Promise<ImportView> {
  const id = await house.as(by, async () => {
    const staged = await house.get(Files).stage(file.content, file.name, { kinds: ['xlsx', 'csv'], maxBytes: MAX_BYTES });
    const { id: importId, header } = await house.get(ImportUploadService).upload(staged, { policy: 'skip', distribute: true });
    const mapping = file.mapping?.(header);
    if (mapping) await house.get(ImportService).change(importId, { mapping });
    await house.get(ImportService).start(importId);
    return importId;
  });
  await house.work();
  return house.as(by, () => house.get(ImportService).get(id));
}
