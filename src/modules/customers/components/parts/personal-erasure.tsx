import React from 'react';
import { Box, Button, Input, Label, MessageBox } from '@adminjs/design-system';
import { api, t } from '../../../../platform/admin/components/lib/client';
import { Hint, Panel } from '../../../../platform/admin/components/lib/panel';
import { useSend } from '../../../../platform/admin/components/lib/use-send';
import type { PersonalData, RequestAnswer } from './personal-data-answers';

const GONE = [
  {
    'zh-CN': '姓名、联系方式、证件、备注、联系人、标签、跟进内容、流失和放回的原因',
    en: 'name, contact data, documents, notes, contact persons, tags, what was noted in interactions, reasons of losses and releases',
  },
  {
    'zh-CN': '日志中的个人信息、合并的撤销记录，以及含有此人的导入文件和导出文件（整个文件）',
    en: 'personal values in the log, what was kept for undoing merges, and files of imports and exports in which this person stands, as a whole',
  },
] as const;
const STAYS = {
  'zh-CN': '只留下编号和数字：何时录入、由谁负责过、分配和导入的计数。',
  en: 'Only a number with figures stays: when it was entered, who looked after it, the counts of distributions and imports.',
} as const;

/** The end of what is known about a person: says plainly what goes, and asks for the number and a reason. */
export const PersonalErasure: React.FC<{ person: PersonalData; onErased: (request: RequestAnswer) => void }> = ({ person, onErased }) => {
  const { id, number, blockedBy } = person;
  const [typed, setTyped] = React.useState('');
  const [reason, setReason] = React.useState('');
  const { busy, send } = useSend();
  const erase = async (event: React.FormEvent) => {
    event.preventDefault();
    await send(async () =>
      onErased(await api<RequestAnswer>(`/api/customers/${id}/erase`, { method: 'POST', body: { reason, confirm: typed } })),
    );
  };
  const ready = typed.trim().toUpperCase() === number && reason.trim() !== '';
  return (
    <Panel title={t({ 'zh-CN': '清除', en: 'Erase' })} name="personal-erasure">
      <MessageBox
        variant="danger"
        mb="lg"
        message={t({ 'zh-CN': '清除后无法恢复，任何人都不能撤销。', en: 'What is erased cannot be brought back by anybody.' })}
      />
      <Hint>{t({ 'zh-CN': '将被清除：', en: 'This goes: ' })}</Hint>
      <ul style={{ margin: '4px 0 12px', paddingLeft: 20, listStyle: 'disc', fontSize: 14, lineHeight: 1.6 }}>
        {GONE.map((line) => (
          <li key={line.en}>{t(line)}</li>
        ))}
      </ul>
      <Hint>{t(STAYS)}</Hint>
      {blockedBy.length > 0 ? (
        <MessageBox
          variant="info"
          mt="lg"
          message={t(
            { 'zh-CN': '客户仍有{what}，不能清除。', en: 'It cannot be erased while there are {what}.' },
            { what: blockedBy.join(t({ 'zh-CN': '、', en: ', ' })) },
          )}
        />
      ) : (
        <form onSubmit={(event) => void erase(event)} style={{ marginTop: 20, display: 'grid', gap: 12, maxWidth: 480 }}>
          <Box>
            <Label htmlFor="erase-reason">{t({ 'zh-CN': '原因', en: 'Reason' })}</Label>
            <Input
              id="erase-reason"
              required
              maxLength={500}
              value={reason}
              placeholder={t({ 'zh-CN': '例如：本人于 11 月 20 日来信要求', en: 'For example: asked for by letter of 20 November' })}
              onChange={(event: React.ChangeEvent<HTMLInputElement>) => setReason(event.target.value)}
              style={{ width: '100%' }}
            />
          </Box>
          <Box>
            <Label htmlFor="erase-number">
              {t({ 'zh-CN': '输入客户编号 {number} 以确认', en: 'Type the number {number} to confirm' }, { number })}
            </Label>
            <Input
              id="erase-number"
              required
              autoComplete="off"
              value={typed}
              onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
              style={{ width: '100%' }}
            />
          </Box>
          <div>
            <Button type="submit" variant="contained" color="danger" disabled={busy || !ready} data-testid="erase">
              {t({ 'zh-CN': '永久清除', en: 'Erase for good' })}
            </Button>
          </div>
        </form>
      )}
    </Panel>
  );
};
