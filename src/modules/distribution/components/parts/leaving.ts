import { useEffect } from 'react';
import { t } from '../../../../platform/admin/components/lib/client';

const question = () =>
  t({
    'zh-CN': '试算的数字还没有保存。离开这个页面就会丢失，确定离开吗？',
    en: 'The numbers you tried are not saved and will be lost. Leave this page?',
  });

interface Guarded {
  guarded?: true;
}

/** Asks before what is typed is lost: by a link of the application, the browser's back button, a reload or a closed tab. */
export function useAskBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return undefined;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.<HTMLAnchorElement>('a[href]');
      const elsewhere = link && !link.target && link.href.split('#')[0] !== window.location.href.split('#')[0];
      if (!elsewhere || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!window.confirm(question())) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      window.removeEventListener('beforeunload', onUnload); // asked once
    };
    // one more place of the same page: going back from it leaves the page where it is until the question is answered
    const guard = () => window.history.pushState({ ...(window.history.state as object), guarded: true } satisfies Guarded, '');
    const onBack = () => {
      if (!window.confirm(question())) return guard();
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener('popstate', onBack);
      window.history.back();
    };
    if (!(window.history.state as Guarded | null)?.guarded) guard();
    window.addEventListener('beforeunload', onUnload);
    window.addEventListener('popstate', onBack);
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener('popstate', onBack);
      document.removeEventListener('click', onClick, true);
      if ((window.history.state as Guarded | null)?.guarded) window.history.back();
    };
  }, [unsaved]);
}
