import { useState } from 'react';
import { useNotice } from 'adminjs';
import { ApiError, type Fault, messageOf } from './client';

/** Runs one change at a time and says how it went; `faults` are those of the last refusal, for the fields they name. */
export function useSend(): { busy: boolean; faults: Fault[]; send: (work: () => Promise<unknown>, done?: string) => Promise<boolean> } {
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);
  const notice = useNotice();
  const send = async (work: () => Promise<unknown>, done?: string): Promise<boolean> => {
    setBusy(true);
    setFaults([]);
    try {
      await work();
      if (done) notice({ message: done, type: 'success' });
      return true;
    } catch (thrown) {
      setFaults(thrown instanceof ApiError ? thrown.faults : []);
      notice({ message: messageOf(thrown), type: 'error' });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, faults, send };
}
