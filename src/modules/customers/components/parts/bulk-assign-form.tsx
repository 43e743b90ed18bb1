import React from 'react';
import { SelectAsync } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import { t } from '../../../../platform/admin/components/lib/client';
import { CONTROL, Labelled } from './import-table';

interface Option {
  value: string;
  label: string;
}

const CHIP: React.CSSProperties = {
  display: 'inline-flex',
  gap: 4,
  padding: '3px 10px',
  margin: '0 8px 8px 0',
  borderRadius: 14,
  background: '#dceaf1',
  fontSize: 14,
};

/** To whom, and why. */
export const BulkAssignForm: React.FC<{ onChange: (body: object | undefined) => void }> = ({ onChange }) => {
  const [to, setTo] = React.useState<Option[]>([]);
  const [reason, setReason] = React.useState('');
  const [override, setOverride] = React.useState(false);
  React.useEffect(() => {
    const toStaffIds = to.map(({ value }) => Number(value));
    onChange(
      to.length ? { toStaffIds, ...(reason.trim() ? { reason: reason.trim() } : {}), ...(override ? { override } : {}) } : undefined,
    );
  }, [to, reason, override, onChange]);
  const load = async (text: string): Promise<Option[]> =>
    (await new ApiClient().searchRecords({ resourceId: 'staff', query: text })).map(({ id, title }) => ({
      value: String(id),
      label: title,
    }));
  return (
    <div style={{ maxWidth: 560, marginTop: 16 }}>
      <div style={{ marginBottom: 16 }} data-testid="bulk-to">
        <div style={{ marginBottom: 6, color: '#3d5163', fontSize: 14 }}>
          {t({ 'zh-CN': '接收人（可多选）', en: 'Colleagues (one or several)' })}
        </div>
        {to.map(({ value, label }) => (
          <span key={value} style={CHIP}>
            {label}
            <button
              type="button"
              style={{ border: 'none', background: 'none', cursor: 'pointer', font: 'inherit' }}
              aria-label={t({ 'zh-CN': '移除 {name}', en: 'Remove {name}' }, { name: label })}
              onClick={() => setTo(to.filter((one) => one.value !== value))}
            >
              ×
            </button>
          </span>
        ))}
        <SelectAsync
          key={to.length}
          cacheOptions
          defaultOptions
          aria-label={t({ 'zh-CN': '接收人', en: 'Colleagues' })}
          value={null}
          loadOptions={load}
          placeholder={to.length ? t({ 'zh-CN': '再选一位…', en: 'One more…' }) : t({ 'zh-CN': '选择接收人…', en: 'Choose colleagues…' })}
          noOptionsMessage={() => t({ 'zh-CN': '没有匹配项', en: 'Nothing found' })}
          onChange={(option: Option | null) => option && !to.some(({ value }) => value === option.value) && setTo([...to, option])}
        />
      </div>
      <Labelled label={t({ 'zh-CN': '原因', en: 'Reason' })}>
        <input
          style={{ ...CONTROL, width: '100%' }}
          value={reason}
          maxLength={255}
          onChange={(event) => setReason(event.target.value)}
          data-testid="bulk-reason"
        />
      </Labelled>
      <label style={{ display: 'flex', gap: 8, fontSize: 14 }}>
        <input type="checkbox" checked={override} onChange={(event) => setOverride(event.target.checked)} />
        {t({
          'zh-CN': '忽略“曾失去该客户”（仅主管可用，不能用于自己，会写入日志）',
          en: 'Although he lost the customer before (for managers, never for oneself; it is logged)',
        })}
      </label>
    </div>
  );
};
