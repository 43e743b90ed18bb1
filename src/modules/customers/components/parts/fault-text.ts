import { t } from '../../../../platform/admin/components/lib/client';
import type { Field } from './import-answers';

/** `cells`: where it stands in the file. */
export interface RowFault {
  path: string;
  message: string;
  cells: { column: string; value: string | null }[];
}

const cellText = ({ column, value }: RowFault['cells'][number]) =>
  value === null
    ? t({ 'zh-CN': '“{column}”为空', en: '“{column}” is empty' }, { column })
    : t({ 'zh-CN': '“{column}”是“{value}”', en: '“{column}” is “{value}”' }, { column, value });

/** What is wrong with a row, each fault by the cell that is at fault, or by its field where no cell is. */
export function faultsText(faults: readonly RowFault[], fields: readonly Field[]): string {
  const said = faults.map(({ path, message, cells }) => {
    const label = cells.length
      ? cells.map(cellText).join(t({ 'zh-CN': '，', en: ', ' }))
      : fields.find(({ name }) => name === path.split('.')[0])?.label;
    return label ? `${label}${t({ 'zh-CN': '：', en: ': ' })}${message}` : message;
  });
  return said.join(t({ 'zh-CN': '；', en: '; ' }));
}
