import { detectKind } from './content-kind.js';
import { openCsv } from './csv-reader.js';
import { defaultLimits, type SheetOptions } from './read-options.js';
import { RowCollector } from './row-collector.js';
import { openXlsx, type OpenedSheet } from './xlsx-reader.js';

/** Opens whatever the file really is. Runs in the reading process only: what it parses may be hostile. */
export async function openSheet(path: string, options: SheetOptions): Promise<{ opened: OpenedSheet; collector: RowCollector }> {
  const limits = { ...defaultLimits, ...options.limits };
  const collector = new RowCollector(options, limits);
  const open = (await detectKind(path)) === 'zip' ? openXlsx : openCsv;
  return { opened: await open(path, options, limits, collector), collector };
}
