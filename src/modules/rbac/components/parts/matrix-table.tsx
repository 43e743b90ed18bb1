import React, { useState } from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Grant, PermissionRow, SubjectRow } from './matrix';
import { MatrixCell } from './matrix-cell';
import { MatrixDetail } from './matrix-detail';

const FIRST = ['read', 'create', 'update', 'delete'] as const;
const HEADS: Record<(typeof FIRST)[number], { 'zh-CN': string; en: string }> = {
  read: { 'zh-CN': '查看', en: 'Read' },
  create: { 'zh-CN': '新增', en: 'Add' },
  update: { 'zh-CN': '修改', en: 'Change' },
  delete: { 'zh-CN': '删除', en: 'Delete' },
};
const HEAD: React.CSSProperties = { textAlign: 'left', padding: '6px 12px 6px 0', color: '#5b6b7b', fontWeight: 500, whiteSpace: 'nowrap' };
const CELL: React.CSSProperties = { padding: '8px 4px 8px 0', borderTop: '1px solid #eef2f5', verticalAlign: 'top' };

export interface TableProps {
  subjects: readonly SubjectRow[];
  grants: ReadonlyMap<number, Grant>;
  fixed: boolean;
  onChange: (permissionId: number, grant: Grant | null) => void;
}

/** Subjects down, actions across; what a subject has beyond the usual four stands together in the last column. */
export const MatrixTable: React.FC<TableProps> = ({ subjects, grants, fixed, onChange }) => {
  const [open, setOpen] = useState<number>();
  const cell = (subject: SubjectRow, permission: PermissionRow) => (
    <MatrixCell
      subject={subject}
      permission={permission}
      grant={grants.get(permission.id) ?? null}
      fixed={fixed}
      opened={open === permission.id}
      onChange={(grant) => onChange(permission.id, grant)}
      onOpen={() => setOpen(open === permission.id ? undefined : permission.id)}
    />
  );
  const row = (subject: SubjectRow) => {
    const usual = (action: string) => subject.permissions.find((p) => p.builtIn && p.action === action);
    const others = subject.permissions.filter((p) => !p.builtIn || !FIRST.some((action) => action === p.action));
    const opened = subject.permissions.find((p) => p.id === open);
    const grant = opened && grants.get(opened.id);
    return (
      <React.Fragment key={subject.subject}>
        <tr data-testid={`subject-${subject.subject}`}>
          <th scope="row" style={{ ...CELL, textAlign: 'left', fontWeight: 600, overflowWrap: 'anywhere' }}>
            {subject.label}
          </th>
          {FIRST.map((action) => {
            const permission = usual(action);
            return (
              <td key={action} style={CELL}>
                {permission && cell(subject, permission)}
              </td>
            );
          })}
          <td style={CELL}>
            <span style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 20px' }}>
              {others.map((permission) => (
                <span key={permission.id} style={{ fontSize: 13 }}>
                  <span style={{ display: 'block', color: permission.builtIn ? '#3d5163' : '#0b6e8f', marginBottom: 2 }}>
                    {permission.label}
                  </span>
                  {cell(subject, permission)}
                </span>
              ))}
            </span>
          </td>
        </tr>
        {opened && grant && (
          <tr>
            <td colSpan={FIRST.length + 2}>
              <MatrixDetail
                subject={subject}
                permission={opened}
                grant={grant}
                fixed={fixed}
                onChange={(changed) => onChange(opened.id, changed)}
              />
            </td>
          </tr>
        )}
      </React.Fragment>
    );
  };
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region">
      <table style={{ width: '100%', minWidth: 880, tableLayout: 'fixed', borderCollapse: 'collapse', fontSize: 14 }}>
        <colgroup>
          <col style={{ width: 104 }} />
          {FIRST.map((action) => (
            <col key={action} style={{ width: 146 }} />
          ))}
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" style={HEAD}>
              {t({ 'zh-CN': '对象', en: 'Subject' })}
            </th>
            {FIRST.map((action) => (
              <th key={action} scope="col" style={HEAD}>
                {t(HEADS[action])}
              </th>
            ))}
            <th scope="col" style={HEAD}>
              {t({ 'zh-CN': '其他操作', en: 'Other actions' })}
            </th>
          </tr>
        </thead>
        <tbody>{subjects.map(row)}</tbody>
      </table>
    </div>
  );
};
