import type { ApiTag } from './api-tag.js';

const ON_ONE: Readonly<Record<string, string>> = { get: 'Get', patch: 'Change', put: 'Replace', delete: 'Delete' };
const human = (word: string) => word.replace(/-/g, ' ');
const capital = (text: string) => text.replace(/^./, (c) => c.toUpperCase());
const isName = (segment: string) => segment.startsWith('{');

/** One line for a route: what its module says of it, else what its address says: `Release a customer`, `Timeline of a customer`. */
export function summaryOf(method: string, path: string, { tag, prefix }: { tag: ApiTag; prefix: string }): string {
  const said = tag.routes?.[`${method.toUpperCase()} ${path}`];
  if (said) return said;
  const all = human(tag.name);
  const one = tag.one ? `${/^[aeiou]/.test(tag.one) ? 'an' : 'a'} ${tag.one}` : all;
  const [first, ...rest] = path.slice(prefix.length).split('/').filter(Boolean);
  if (!first) return method === 'get' ? `List ${all}` : `${method === 'post' ? 'Create' : ON_ONE[method]} ${one}`;
  const words = human((isName(first) ? rest : [first, ...rest]).filter((segment) => !isName(segment)).join(' '));
  const whose = isName(first) ? one : all;
  if (!words) return `${ON_ONE[method]} ${whose}`;
  if (method === 'post') return `${capital(words)} ${whose}`;
  return method === 'get' ? `${capital(words)} of ${whose}` : `${ON_ONE[method]} the ${words} of ${whose}`;
}
