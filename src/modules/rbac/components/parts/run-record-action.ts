import { useState } from 'react';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import { useNavigate } from 'react-router';

interface Answer {
  notice?: { message: string; type: 'success' | 'error' };
  redirectUrl?: string;
}

/** Runs the action of a page with a form of its own: says how it went, and goes on where the action says. */
export function useRecordAction({ action, resource, record }: ActionProps): { busy: boolean; run: (data: object) => Promise<void> } {
  const [busy, setBusy] = useState(false);
  const notice = useNotice();
  const navigate = useNavigate();
  const run = async (data: object): Promise<void> => {
    setBusy(true);
    const call = { resourceId: resource.id, recordId: record!.id, actionName: action.name, method: 'post' as const, data: data as never };
    const answer = (await new ApiClient().recordAction(call)).data as Answer;
    setBusy(false);
    if (answer.notice) notice(answer.notice);
    if (answer.notice?.type !== 'error') navigate(`${answer.redirectUrl ?? `/admin/resources/${resource.id}`}?refresh=true`);
  };
  return { busy, run };
}
