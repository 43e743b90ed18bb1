import React, { useEffect, useMemo, useState } from 'react';
import { Box, Button, Loader, MessageBox } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import { api, t } from '../../../platform/admin/components/lib/client';
import { Facts, Hint, Panel } from '../../../platform/admin/components/lib/panel';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import { useSend } from '../../../platform/admin/components/lib/use-send';
import type { Grant, Matrix } from './parts/matrix';
import { type Preview, RolePreview } from './parts/role-preview';
import { MatrixTable } from './parts/matrix-table';

const grantsOf = (matrix: Matrix): Map<number, Grant> =>
  new Map(
    matrix.menus.flatMap((menu) =>
      menu.groups.flatMap((group) =>
        group.subjects.flatMap((s) => s.permissions.flatMap((p) => (p.grant ? [[p.id, p.grant] as [number, Grant]] : []))),
      ),
    ),
  );
const BAR: React.CSSProperties = {
  position: 'sticky',
  bottom: 0,
  display: 'flex',
  alignItems: 'center',
  gap: 16,
  padding: '14px 20px',
  background: '#fff',
  border: '1px solid #dbe3ea',
  borderRadius: 10,
  boxShadow: '0 -6px 20px rgb(20 40 60 / 8%)',
};

/** A role and all that it may do, to be read and, by those who may, changed (REQ-B5, B8, B10). */
const RolePermissions: React.FC<ActionProps> = ({ record }) => {
  const { data: matrix, error, reload } = useApi<Matrix>(record ? `/api/roles/${record.id}/matrix` : null);
  const stored = useMemo(() => (matrix ? grantsOf(matrix) : new Map<number, Grant>()), [matrix]);
  const [grants, setGrants] = useState<ReadonlyMap<number, Grant>>(new Map());
  const [preview, setPreview] = useState<Preview>();
  const [onlyGiven, setOnlyGiven] = useState(true);
  const { busy, faults, send } = useSend();
  useEffect(() => {
    setGrants(stored);
    if (matrix && !matrix.refusal && stored.size === 0) setOnlyGiven(false);
  }, [stored, matrix]);
  if (error) return <MessageBox variant="danger" message={error} />;
  if (!matrix) return <Loader />;
  const { role, refusal, menus } = matrix;
  const ids = [...new Set([...stored.keys(), ...grants.keys()])];
  const changed = ids.filter((id) => JSON.stringify(stored.get(id)) !== JSON.stringify(grants.get(id))).length;
  const change = (id: number, grant: Grant | null) => {
    const next = new Map(grants);
    if (grant) next.set(id, grant);
    else next.delete(id);
    setGrants(next);
    setPreview(undefined);
  };
  const wanted = () => ({ permissions: [...grants].map(([permissionId, grant]) => ({ permissionId, ...grant })), version: role.version });
  const look = () => send(async () => setPreview(await api<Preview>(`/api/roles/${role.id}/preview`, { method: 'POST', body: wanted() })));
  const save = async () => {
    const put = () => api(`/api/roles/${role.id}/permissions`, { method: 'PUT', body: wanted() });
    if (await send(put, t({ 'zh-CN': '权限已保存，立即生效', en: 'The permissions are saved and hold at once' }))) {
      setPreview(undefined);
      reload();
    }
  };
  const shown = menus
    .map((menu) => ({
      ...menu,
      groups: menu.groups
        .map((group) => ({
          ...group,
          subjects: group.subjects.filter((s) => !onlyGiven || s.permissions.some((p) => stored.has(p.id) || grants.has(p.id))),
        }))
        .filter((group) => group.subjects.length),
    }))
    .filter((menu) => menu.groups.length);
  return (
    <Box pt="lg">
      <Panel title={role.name} name="role">
        <Facts
          rows={[
            [t({ 'zh-CN': '代码', en: 'Code' }), role.code],
            [t({ 'zh-CN': '说明', en: 'Description' }), role.description],
            [
              t({ 'zh-CN': '必须两步登录', en: 'Two-step sign-in' }),
              role.secondStep ? t({ 'zh-CN': '是', en: 'Yes' }) : t({ 'zh-CN': '否', en: 'No' }),
            ],
            [t({ 'zh-CN': '启用', en: 'Active' }), role.active ? t({ 'zh-CN': '是', en: 'Yes' }) : t({ 'zh-CN': '否', en: 'No' })],
          ]}
        />
      </Panel>
      {refusal && <MessageBox variant="info" message={refusal} mb="lg" data-testid="matrix-refusal" />}
      <Box mb="lg" flex flexDirection="row" alignItems="center" justifyContent="space-between" style={{ gap: 16, flexWrap: 'wrap' }}>
        <Hint>
          {t({
            'zh-CN': '每一格是允许的范围：— 表示没有；⋯ 可限定条件和字段；禁止优先于任何角色的允许。',
            en: 'Each cell says over which rows: — is none; ⋯ narrows by conditions and fields; a prohibition wins over every role.',
          })}
        </Hint>
        <label style={{ display: 'flex', gap: 8, fontSize: 14, whiteSpace: 'nowrap' }}>
          <input type="checkbox" checked={onlyGiven} onChange={(event) => setOnlyGiven(event.target.checked)} data-testid="only-given" />
          {t({ 'zh-CN': '只显示已有权限的对象', en: 'Only what this role has' })}
        </label>
      </Box>
      {!shown.length && <Hint>{t({ 'zh-CN': '这个角色还没有任何权限。', en: 'This role has no permissions yet.' })}</Hint>}
      {shown.map((menu) =>
        menu.groups.map((group) => (
          <Panel key={`${menu.title}/${group.title}`} title={`${menu.title} · ${group.title}`} name="group">
            <MatrixTable subjects={group.subjects} grants={grants} fixed={busy || refusal !== null} onChange={change} />
          </Panel>
        )),
      )}
      {faults.length > 0 && (
        <MessageBox
          variant="danger"
          mb="lg"
          message={faults.map((f) => `${f.path.replace(/^permissions\.\d+\./, '')}: ${f.message}`).join(' · ')}
        />
      )}
      {preview && changed > 0 && <RolePreview preview={preview} />}
      {!refusal && changed > 0 && (
        <div style={BAR} data-testid="matrix-bar">
          <span>{t({ 'zh-CN': '{n} 项修改未保存', en: 'Changes not saved: {n}' }, { n: changed })}</span>
          <Button variant="outlined" disabled={busy} onClick={() => void look()} data-testid="preview-permissions">
            {t({ 'zh-CN': '查看影响', en: 'See what changes' })}
          </Button>
          <Button variant="contained" disabled={busy} onClick={() => void save()} data-testid="save-permissions">
            {t({ 'zh-CN': '保存权限', en: 'Save the permissions' })}
          </Button>
          <Button
            variant="text"
            disabled={busy}
            onClick={() => {
              setGrants(stored);
              setPreview(undefined);
            }}
          >
            {t({ 'zh-CN': '撤销', en: 'Undo' })}
          </Button>
        </div>
      )}
    </Box>
  );
};

export default RolePermissions;
