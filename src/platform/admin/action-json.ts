import type { Screen } from './screen.js';

/** A button as AdminJS's client wants it. */
export interface ActionJson {
  name: string;
  actionType: 'record' | 'bulk' | 'resource';
  resourceId: string;
  [more: string]: unknown;
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
  const form = definition.formComponent ? { component: definition.formComponent } : {};
  return [
    { name: 'list', actionType: 'resource', permission: 'read', offered: true, component: definition.listComponent ?? 'ListWithSearch' },
    {
      name: 'new',
      actionType: 'resource',
      permission: 'create',
      offered: verbs.offers('create'),
      icon: 'Plus',
      variant: 'primary',
      ...form,
    },
    {
      name: 'show',
      actionType: 'record',
      permission: 'read',
      offered: true,
      icon: 'Eye',
      ...(definition.showComponent ? { component: definition.showComponent } : {}),
    },
    { name: 'edit', actionType: 'record', permission: 'update', offered: verbs.offers('update'), icon: 'Edit2', ...form },
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
      custom: { listOnly: action.listOnly === true },
    })),
  ];
}
