import type { ActionJson } from './action-json.js';
import type { AdminPlace } from './admin-resource.js';
import type { AdminFieldLook, AdminRow } from './admin-source.js';
import { type Links, linksOf } from './row-view.js';
import type { Screen } from './screen.js';

export interface RecordJson {
  id: number | null;
  title: string;
  /** What the params were made for: a form must not begin with what a detail page shows. */
  place: AdminPlace;
  params: Record<string, unknown>;
  populated: Record<string, unknown>;
  baseError: null;
  errors: Record<string, { type: string; message: string }>;
  looks?: Readonly<Record<string, AdminFieldLook>>;
  recordActions: ActionJson[];
  bulkActions: ActionJson[];
}

/** A row as AdminJS's client wants it: the permitted properties of that place, and the buttons its state leaves. */
export function recordJson(
  screen: Screen,
  row: AdminRow,
  place: 'list' | 'show' | 'edit',
  actions: readonly ActionJson[],
  links: Links,
): RecordJson {
  const left = actions
    .filter((a) => (a.name === 'bulkDelete' ? screen.allows(row, 'delete') : screen.allows(row, a.name)))
    .map((a) => (a.name === 'delete' ? { ...a, guard: screen.askToDelete(row) } : a));
  return {
    id: row.id,
    title: screen.titleOf(row),
    place,
    params: screen.params(row, place, links),
    populated: populatedOf(screen, row, place, links),
    baseError: null,
    errors: {},
    ...(place === 'edit' && row['looks'] ? { looks: row['looks'] as RecordJson['looks'] } : {}),
    recordActions: left.filter((a) => a.actionType === 'record'),
    bulkActions: left.filter((a) => a.actionType === 'bulk'),
  };
}

function populatedOf(screen: Screen, row: AdminRow, place: 'list' | 'show' | 'edit', links: Links): Record<string, unknown> {
  const populated: Record<string, unknown> = {};
  for (const property of screen.fields.in(place)) {
    if (property.type !== 'reference' && !(property.type === 'references' && place === 'edit')) continue;
    linksOf(property, row).forEach((link, i) => {
      const title = link.title ?? links.titles.get(`${property.reference}/${link.id}`);
      const path = property.type === 'reference' ? property.name : `${property.name}.${i}`;
      populated[path] = {
        id: link.id,
        title: title ?? `#${link.id}`,
        params: {},
        // a row out of reach has no title, and its link would lead nowhere
        recordActions: title !== undefined && links.opens(property.reference!) ? [{ name: 'show' }] : [],
        bulkActions: [],
      };
    });
  }
  return populated;
}

/** An empty or refused form as it goes back to the client. */
export function draftJson(params: Record<string, unknown>, errors: RecordJson['errors'] = {}): RecordJson {
  return { id: null, title: '', place: 'new', params, populated: {}, baseError: null, errors, recordActions: [], bulkActions: [] };
}
