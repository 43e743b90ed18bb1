import { DeclarationKind } from '../../registry/declarations.js';

/** A thing of the API: what the routes below its address are about. Every route has exactly one, by the longest address it begins with. */
export interface ApiTag {
  /** Plural: `customers`. */
  readonly name: string;
  /** One of them: `customer`; the name itself where there is no single one. */
  readonly one?: string;
  readonly description: string;
  /** Where its routes are; `/api/<name>` unless said otherwise. */
  readonly paths?: readonly string[];
  /** What its codes of refusal begin with: `customer`. */
  readonly codes?: readonly string[];
  /** What routes do whose address does not say it: `'POST /api/auth/login': 'Sign in'`. */
  readonly routes?: Readonly<Record<string, string>>;
}

export const apiTags = new DeclarationKind<ApiTag>('API tag');

/** The tag of a route, and where the thing begins in its address; undefined when no module has declared one. */
export function tagOf(path: string, tags: readonly ApiTag[]): { tag: ApiTag; prefix: string } | undefined {
  const below = (prefix: string) => path === prefix || path.startsWith(`${prefix}/`);
  const matching = tags.flatMap((tag) => (tag.paths ?? [`/api/${tag.name}`]).filter(below).map((prefix) => ({ tag, prefix })));
  return matching.sort((a, b) => b.prefix.length - a.prefix.length)[0];
}
