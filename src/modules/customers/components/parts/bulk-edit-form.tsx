import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import { CONTROL, Labelled } from './import-table';

interface Option {
  value: string;
  label: string;
}
/** As typed; the empty string leaves a field alone. */
interface Draft {
  source: string;
  level: string;
  area: string;
  clearArea: boolean;
  doNotCall: string;
  doNotMail: string;
  addTags: string;
  removeTags: string;
  addCourseIds: number[];
  removeCourseIds: number[];
}
const NOTHING: Draft = {
  source: '',
  level: '',
  area: '',
  clearArea: false,
  doNotCall: '',
  doNotMail: '',
  addTags: '',
  removeTags: '',
  addCourseIds: [],
  removeCourseIds: [],
};
/** A choice that clears the field. */
const CLEARED = '\u0000cleared';
const FULL: React.CSSProperties = { ...CONTROL, width: '100%' };

const tagsOf = (typed: string): string[] =>
  typed
    .split(/[,，、;；\n]/)
    .map((tag) => tag.trim())
    .filter(Boolean);

/** The body of the API; undefined where nothing is to change. */
function bodyOf(draft: Draft): object | undefined {
  const choice = (name: string, value: string) => (value ? { [name]: value === CLEARED ? null : value } : {});
  const flag = (name: string, value: string) => (value ? { [name]: value === 'yes' } : {});
  const area = draft.clearArea ? { area: null } : draft.area.trim() ? { area: draft.area.trim() } : {};
  const set = {
    ...choice('source', draft.source),
    ...choice('level', draft.level),
    ...area,
    ...flag('doNotCall', draft.doNotCall),
    ...flag('doNotMail', draft.doNotMail),
  };
  const list = (name: string, values: readonly unknown[]) => (values.length ? { [name]: values } : {});
  const body = {
    ...(Object.keys(set).length ? { set } : {}),
    ...list('addTags', tagsOf(draft.addTags)),
    ...list('removeTags', tagsOf(draft.removeTags)),
    ...list('addCourseIds', draft.addCourseIds),
    ...list('removeCourseIds', draft.removeCourseIds),
  };
  return Object.keys(body).length ? body : undefined;
}

/** What is to change of each of them. */
export const BulkEditForm: React.FC<{ onChange: (body: object | undefined) => void }> = ({ onChange }) => {
  const [draft, setDraft] = React.useState(NOTHING);
  const sources = useApi<{ items: Option[] }>('/api/dictionaries/customer.source/items?pageSize=100');
  const levels = useApi<{ items: Option[] }>('/api/dictionaries/customer.level/items?pageSize=100');
  const courses = useApi<{ items: { id: number; name: string }[] }>('/api/courses?pageSize=100&sort=name');
  React.useEffect(() => onChange(bodyOf(draft)), [draft, onChange]);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const same = t({ 'zh-CN': '（不变）', en: '(as it is)' });
  const choice = (name: 'source' | 'level', label: string, options: readonly Option[] | undefined) => (
    <Labelled label={label}>
      <select style={FULL} value={draft[name]} onChange={(event) => set({ [name]: event.target.value })} data-testid={`bulk-${name}`}>
        <option value="">{same}</option>
        {(options ?? []).map(({ value, label: text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
        <option value={CLEARED}>{t({ 'zh-CN': '（清空）', en: '(clear)' })}</option>
      </select>
    </Labelled>
  );
  const flag = (name: 'doNotCall' | 'doNotMail', label: string) => (
    <Labelled label={label}>
      <select style={FULL} value={draft[name]} onChange={(event) => set({ [name]: event.target.value })} data-testid={`bulk-${name}`}>
        <option value="">{same}</option>
        <option value="yes">{t({ 'zh-CN': '是', en: 'yes' })}</option>
        <option value="no">{t({ 'zh-CN': '否', en: 'no' })}</option>
      </select>
    </Labelled>
  );
  const tags = (name: 'addTags' | 'removeTags', label: string) => (
    <Labelled label={label} hint={t({ 'zh-CN': '多个用逗号分隔', en: 'Several with commas between them' })}>
      <input
        style={FULL}
        value={draft[name]}
        maxLength={400}
        onChange={(event) => set({ [name]: event.target.value })}
        data-testid={`bulk-${name}`}
      />
    </Labelled>
  );
  const some = (name: 'addCourseIds' | 'removeCourseIds', label: string) => (
    <Labelled label={label} hint={t({ 'zh-CN': '按住 Ctrl 可选多项', en: 'Hold Ctrl to choose several' })}>
      <select
        multiple
        size={4}
        style={FULL}
        value={draft[name].map(String)}
        onChange={(event) => set({ [name]: [...event.target.selectedOptions].map((option) => Number(option.value)) })}
        data-testid={`bulk-${name}`}
      >
        {(courses.data?.items ?? []).map(({ id, name: text }) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
  const hasCourses = !!courses.data?.items.length;
  return (
    <div style={{ display: 'grid', gap: '0 32px', gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))', marginTop: 16 }}>
      {choice('source', t({ 'zh-CN': '来源', en: 'Source' }), sources.data?.items)}
      {choice('level', t({ 'zh-CN': '级别', en: 'Level' }), levels.data?.items)}
      <div>
        <Labelled label={t({ 'zh-CN': '地区', en: 'Area' })}>
          <input
            style={FULL}
            value={draft.area}
            disabled={draft.clearArea}
            maxLength={64}
            placeholder={same}
            onChange={(event) => set({ area: event.target.value })}
            data-testid="bulk-area"
          />
        </Labelled>
        <label style={{ display: 'flex', gap: 8, margin: '-8px 0 16px', fontSize: 14 }}>
          <input type="checkbox" checked={draft.clearArea} onChange={(event) => set({ clearArea: event.target.checked })} />
          {t({ 'zh-CN': '清空地区', en: 'Clear the area' })}
        </label>
      </div>
      <div>
        {flag('doNotCall', t({ 'zh-CN': '请勿致电', en: 'Do not call' }))}
        {flag('doNotMail', t({ 'zh-CN': '请勿发信', en: 'Do not mail' }))}
      </div>
      {tags('addTags', t({ 'zh-CN': '添加标签', en: 'Add tags' }))}
      {tags('removeTags', t({ 'zh-CN': '移除标签', en: 'Take tags off' }))}
      {hasCourses && some('addCourseIds', t({ 'zh-CN': '添加咨询课程', en: 'Add courses asked about' }))}
      {hasCourses && some('removeCourseIds', t({ 'zh-CN': '移除咨询课程', en: 'Take courses off' }))}
    </div>
  );
};
