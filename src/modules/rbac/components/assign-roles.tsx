import React, { useEffect, useState } from 'react';
import { Box, Button, Loader, MessageBox } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import { t } from '../../../platform/admin/components/lib/client';
import { Hint, Panel } from '../../../platform/admin/components/lib/panel';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import { useRecordAction } from './parts/run-record-action';

interface Offer {
  id: number;
  name: string;
  description: string | null;
  active: boolean;
  held: boolean;
  refusal: string | null;
}

const Choice: React.FC<{ offer: Offer; ticked: boolean; fixed: boolean; onChange: (ticked: boolean) => void }> = ({
  offer,
  ticked,
  fixed,
  onChange,
}) => (
  <label
    style={{ display: 'flex', gap: 12, padding: '10px 0', borderTop: '1px solid #eef2f5', cursor: fixed ? 'not-allowed' : 'pointer' }}
    data-testid={`role-${offer.id}`}
  >
    <input
      type="checkbox"
      checked={ticked}
      disabled={fixed}
      onChange={(event) => onChange(event.target.checked)}
      style={{ width: 18, height: 18, marginTop: 2, accentColor: '#0b6e8f', flexShrink: 0 }}
    />
    <span>
      <strong style={{ fontWeight: 600 }}>{offer.name}</strong>
      {!offer.active && <span style={{ color: '#a33c1f' }}> {t({ 'zh-CN': '（已停用）', en: '(not active)' })}</span>}
      {offer.description && <span style={{ display: 'block', color: '#5b6b7b', fontSize: 14 }}>{offer.description}</span>}
      {offer.refusal && <span style={{ display: 'block', color: '#8a5a12', fontSize: 13 }}>{offer.refusal}</span>}
    </span>
  </label>
);

/** The roles of a colleague; what the caller cannot give or take says why (REQ-B9, B10). */
const AssignRoles: React.FC<ActionProps> = (props) => {
  const { record } = props;
  const { data, error } = useApi<{ refusal: string | null; roles: Offer[] }>(record ? `/api/staff/${record.id}/assignable-roles` : null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const { busy, run } = useRecordAction(props);
  useEffect(() => setChosen(new Set(data?.roles.filter((o) => o.held).map((o) => o.id))), [data]);
  const choose = (id: number, ticked: boolean) => {
    const next = new Set(chosen);
    if (ticked) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  if (error) return <MessageBox variant="danger" message={error} />;
  if (!data) return <Loader />;
  const unchanged = data.roles.every((o) => o.held === chosen.has(o.id));
  return (
    <Box pt="lg" style={{ maxWidth: 760 }}>
      <Panel title={t({ 'zh-CN': '{name} 的角色', en: 'Roles of {name}' }, { name: record!.title })} name="assign-roles">
        {data.refusal && <MessageBox variant="info" message={data.refusal} mb="lg" />}
        <Hint>
          {t({
            'zh-CN': '可以有多个角色，权限相加；任何角色的禁止优先。保存后一秒内生效。',
            en: 'Several roles add up; a prohibition of any of them wins. A change holds within a second.',
          })}
        </Hint>
        <Box mt="lg">
          {data.roles.map((offer) => (
            <Choice
              key={offer.id}
              offer={offer}
              ticked={chosen.has(offer.id)}
              fixed={data.refusal !== null || offer.refusal !== null}
              onChange={(ticked) => choose(offer.id, ticked)}
            />
          ))}
        </Box>
        <Button
          mt="xl"
          variant="contained"
          disabled={busy || unchanged || data.refusal !== null}
          onClick={() => void run({ roleIds: [...chosen] })}
          data-testid="save-roles"
        >
          {t({ 'zh-CN': '保存角色', en: 'Save the roles' })}
        </Button>
      </Panel>
    </Box>
  );
};

export default AssignRoles;
