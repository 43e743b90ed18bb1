/** Where to go after signing in (REQ-A6): a path on this site, else the fallback. Never another host, scheme, or a disguised one. */
export function nextAddress(wanted: string | undefined | null, fallback = '/admin'): string {
  if (!wanted || wanted.length > 2000 || !/^\/(?![/\\])/.test(wanted) || /[\\\p{Cc}]/u.test(wanted)) return fallback;
  const here = 'http://here.invalid';
  if (!URL.canParse(wanted, here)) return fallback;
  const url = new URL(wanted, here);
  return url.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
