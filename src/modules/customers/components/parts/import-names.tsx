import React from 'react';
import { Button, MessageBox } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Draft, ImportAnswer } from './import-answers';
import { CONTROL } from './import-table';

/** Fields that tell rows apart, the best first. */
const TELLING = ['externalId', 'phone', 'qq', 'wechat', 'email'];
const NUMBERED = /(^|[ _-])(no|nr|number|id)\.?$|编号|号码|序号/i;

/** Whether the mapping says where names come from. */
export const hasNames = ({ fields, nameTemplate, defaults }: Draft): boolean =>
  Object.values(fields).includes('name') || !!nameTemplate.trim() || defaults.some(({ field, text }) => field === 'name' && text.trim());

/** `Lead {Lead Number}`: of the column that tells the rows apart. */
export function suggested({ header }: Pick<ImportAnswer, 'header'>, { fields }: Pick<Draft, 'fields'>): string {
  const mapped = TELLING.flatMap((field) => header.filter((column) => fields[column] === field));
  const column = mapped[0] ?? header.find((heading) => NUMBERED.test(heading)) ?? header[0] ?? '';
  return t({ 'zh-CN': '线索 {column}', en: 'Lead {column}' }, { column: `{${column}}` });
}

/** No column was recognised as the name: said before anything else, with a way out that needs no other column. */
export const ImportNames: React.FC<{ answer: ImportAnswer; draft: Draft; onChange: (draft: Draft) => void }> = ({
  answer,
  draft,
  onChange,
}) => {
  const template = suggested(answer, draft);
  if (hasNames(draft)) return null;
  return (
    <div role="alert" data-testid="names-missing" style={{ marginBottom: 16 }}>
      <MessageBox
        variant="danger"
        mb="default"
        message={t({
          'zh-CN': '没有识别出姓名列，每个客户都需要名称。请在下面把一列设为“姓名/名称”，或用模板生成名称：',
          en: 'No column was recognised as the name, and every customer needs one. Choose the column of names below, or make names from a template:',
        })}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
        <code style={{ ...CONTROL, background: '#f2f5f8' }}>{template}</code>
        <Button variant="contained" size="sm" onClick={() => onChange({ ...draft, nameTemplate: template })} data-testid="use-template">
          {t({ 'zh-CN': '用这个模板', en: 'Use this template' })}
        </Button>
      </div>
    </div>
  );
};
