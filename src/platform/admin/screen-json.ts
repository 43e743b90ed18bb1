import type { AdminFieldLook, AdminPlace, AdminRow } from './admin-resource.js';
import { type Links, linksOf } from './row-view.js';
import type { Screen } from './screen.js';

/** A button as AdminJS's client wants it. */
export interface ActionJson {
  name: string;
  actionType: 'record' | 'bulk' | 'resource';
  resourceId: string;
  [more: string]: unknown;
}

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

interface Standard {
  name: string;
  actionType: ActionJson['actionType'];
  permission: string;
  offered: boolean;
  icon?: string;
  component?: string | false;
  guard?: string;
  variant?: string;
}

function standardActions({ verbs, definition }: Screen): Standard[] {
  return [
    { name: 'list', actionType: 'resource', permission: 'read', offered: true, component: definition.listComponent ?? 'ListWithSearch' },
    { name: 'new', actionType: 'resource', permission: 'create', offered: verbs.offers('create'), icon: 'Plus', variant: 'primary' },
    {
      name: 'show',
      actionType: 'record',
      permission: 'read',
      offered: true,
      icon: 'Eye',
      ...(definition.showComponent ? { component: definition.showComponent } : {}),
    },
    { name: 'edit', actionType: 'record', permission: 'update', offered: verbs.offers('update'), icon: 'Edit2' },
    {
      name: 'delete',
      actionType: 'record',
      permission: 'delete',
      offered: verbs.offers('remove'),
      icon: 'Trash2',
      component: false,
      guard: 'asks',
      variant: 'danger',
    },
    { name: 'bulkDelete', actionType: 'bulk', permission: 'delete', offered: verbs.offers('remove'), icon: 'Trash2', variant: 'danger' },
  ];
}

/** The buttons of a screen that the caller's rights leave, in the order of the declaration. */
export function actionsOf(screen: Screen): ActionJson[] {
  const { definition, fields } = screen;
  if (!fields.can('read')) return [];
  const form = {
    showFilter: false,
    showResourceActions: true,
    hideActionHeader: false,
    containerWidth: 1,
    layout: null,
    parent: null,
    hasHandler: true,
    custom: {},
    guard: '',
    variant: 'default',
  };
  const own = (definition.actions ?? []).filter((action) => fields.canRun(action));
  return [
    ...standardActions(screen)
      .filter((action) => action.offered && fields.can(action.permission))
      .map(({ name, actionType, icon, component, guard, variant }) => ({
        ...form,
        name,
        actionType,
        label: name,
        resourceId: definition.id,
        showInDrawer: name === 'bulkDelete',
        ...(icon ? { icon } : {}),
        ...(component === undefined ? {} : { component }),
        ...(guard ? { guard } : {}),
        ...(variant ? { variant } : {}),
        ...(name === 'list' ? { showFilter: fields.filterable().length > 0 } : {}),
      })),
    ...own.map((action) => ({
      ...form,
      name: action.name,
      actionType: action.kind,
      label: `${definition.id}__${action.name}`,
      resourceId: definition.id,
      showInDrawer: !action.component,
      containerWidth: action.component ? 1 : 480,
      icon: action.icon ?? 'ChevronsRight',
      component: action.component ?? 'RunAction',
    })),
  ];
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
      const title = link.title ?? links.titles.get(`${property.reference}/${link.id}`) ?? `#${link.id}`;
      const path = property.type === 'reference' ? property.name : `${property.name}.${i}`;
      populated[path] = {
        id: link.id,
        title,
        params: {},
        recordActions: links.opens(property.reference!) ? [{ name: 'show' }] : [],
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
