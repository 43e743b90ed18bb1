import { useCallback, useEffect, useState } from 'react';
import { api, messageOf } from './client';

/** Loads from the API and again whenever the address changes; `null` loads nothing. */
export function useApi<T>(path: string | null): { data: T | undefined; error: string | undefined; loading: boolean; reload: () => void } {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<string>();
  const [loading, setLoading] = useState(path !== null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    setLoading(true);
    api<T>(path, { signal: abort.signal })
      .then((loaded) => {
        setData(loaded);
        setError(undefined);
      })
      .catch((thrown: unknown) => {
        if (!abort.signal.aborted) setError(messageOf(thrown));
      })
      .finally(() => {
        if (!abort.signal.aborted) setLoading(false);
      });
    return () => abort.abort();
  }, [path, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  return { data, error, loading, reload };
}
