import { useEffect, useState } from 'react';
import { api } from './client';

/** Where events do not come through (proxies), it is asked now and then. */
const POLL = 30_000;
/** A stream that broke is begun anew after this. */
const AGAIN = 5000;

/**
 * How many messages are unread, without a reload. Only a tab that is looked at holds a stream: a browser has few connections to one place, and those who
 * work here have many tabs.
 */
export function useUnread(): number | undefined {
  const [count, setCount] = useState<number>();
  useEffect(() => {
    let events: EventSource | undefined;
    let timer: number | undefined;
    let streamed = false;
    const stop = () => {
      events?.close();
      events = undefined;
      window.clearTimeout(timer);
      timer = undefined;
    };
    const ask = () => {
      api<{ count: number }>('/api/notifications/unread-count')
        .then((answer) => setCount(answer.count))
        .catch(() => undefined);
    };
    const follow = () => {
      stop();
      if (document.hidden) return;
      events = new EventSource('/api/notifications/events', { withCredentials: true });
      events.addEventListener('unread', (event) => {
        streamed = true;
        setCount((JSON.parse((event as MessageEvent<string>).data) as { count: number }).count);
      });
      // signed out: the next thing that is done here leads to the sign-in
      events.addEventListener('end', stop);
      events.onerror = () => {
        events?.close();
        if (!streamed) ask();
        timer = window.setTimeout(follow, streamed ? AGAIN : POLL);
        streamed = false;
      };
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', follow);
    };
  }, []);
  return count;
}
