import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiClient, type RecordJSON } from 'adminjs';
import { useLocation, useNavigate } from 'react-router';

interface Loaded {
  records: RecordJSON[];
  meta: { total: number; perPage: number; page: number; direction: 'asc' | 'desc'; sortBy?: string };
}
interface Answer extends Loaded {
  notice?: { message: string; type: string };
}

const NOTHING: Loaded = { records: [], meta: { total: 0, perPage: 10, page: 1, direction: 'asc' } };

/** The rows that the address asks for. What was refused is said in place of them: an empty list would say something else. */
export function useList(resourceId: string): Loaded & { loading: boolean; error: string | undefined; load: () => Promise<void> } {
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();
  const [loaded, setLoaded] = useState(NOTHING);
  const [error, setError] = useState<string>();
  const [loading, setLoading] = useState(true);
  const round = useRef(0);
  const load = useCallback(async () => {
    const own = ++round.current;
    setLoading(true);
    const call = { actionName: 'list', resourceId, params: new URLSearchParams(search) };
    const { data } = (await new ApiClient().resourceAction(call)) as unknown as { data: Answer };
    // an answer that another question has overtaken
    if (own !== round.current) return;
    const refused = data.notice?.type === 'error' ? data.notice.message : undefined;
    setError(refused);
    setLoaded(refused ? NOTHING : { records: data.records, meta: data.meta });
    setLoading(false);
  }, [resourceId, search]);
  useEffect(() => {
    const params = new URLSearchParams(search);
    if (!params.has('refresh')) return void load();
    params.delete('refresh');
    return navigate({ pathname, search: params.toString() }, { replace: true });
  }, [resourceId, search, state]);
  return { ...loaded, loading, error, load };
}
