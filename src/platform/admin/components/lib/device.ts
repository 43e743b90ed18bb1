import { t } from './client';

const BROWSERS = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\bFirefox\//],
  ['Chrome', /\b(?:Headless)?Chrome\//],
  ['Safari', /\bSafari\//],
] as const;
const SYSTEMS = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const;
const first = (list: readonly (readonly [string, RegExp])[], text: string) => list.find(([, pattern]) => pattern.test(text))?.[0];

/** `Chrome · Windows`, for people; the whole text where it is no browser. */
export function deviceText(userAgent: string | null): string {
  if (!userAgent) return t({ 'zh-CN': '未知设备', en: 'Unknown device' });
  const known = [first(BROWSERS, userAgent), first(SYSTEMS, userAgent)].filter(Boolean).join(' · ');
  return known || userAgent.slice(0, 60);
}
