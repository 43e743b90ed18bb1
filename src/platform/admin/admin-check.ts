import type { Type } from '@nestjs/common';
import type { AdminPageDefinition } from './admin-page.js';
import { type AdminAction, type AdminProperty, type AdminResourceDefinition, sourceOf } from './admin-resource.js';
import type { AdminSource } from './admin-source.js';
import type { HomeCardDefinition } from './home-card.js';
import { permissionOf } from './screen-fields.js';
import { faultsOfShapes } from './shape-check.js';

export interface Declared {
  readonly resources: readonly AdminResourceDefinition[];
  readonly pages: readonly AdminPageDefinition[];
  readonly cards: readonly HomeCardDefinition[];
  /** `action Subject` of every permission set. */
  readonly permissions: ReadonlySet<string>;
  /** Fields that rules about a subject may name. */
  readonly fields: (subject: string) => ReadonlySet<string>;
  readonly dictionaries: ReadonlySet<string>;
  readonly components: ReadonlySet<string>;
  readonly source: (type: Type<unknown>) => AdminSource | undefined;
}

const STANDARD = new Set(['list', 'search', 'show', 'new', 'edit', 'delete', 'bulkDelete']);
const ADDRESS = /^[a-z][A-Za-z0-9-]*$/;
const NAME = /^[a-z][A-Za-z0-9]*$/;

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}

/** What would be a broken screen later is a refusal to start now. */
export function faultsOfDeclarations(declared: Declared): string[] {
  const ids = new Set(declared.resources.map((r) => r.id));
  return [
    ...twice(declared.resources.map((r) => r.id)).map((id) => `two resources are called ${id}`),
    ...twice(declared.pages.map((p) => p.name)).map((name) => `two pages are called ${name}`),
    ...twice(declared.cards.map((c) => c.name)).map((name) => `two home cards are called ${name}`),
    ...declared.resources.flatMap((resource) =>
      faultsOfResource(resource, declared, ids).map((fault) => `resource ${resource.id}: ${fault}`),
    ),
    ...declared.pages.flatMap((page) => faultsOfPage(page, declared).map((fault) => `page ${page.name}: ${fault}`)),
    ...declared.cards.flatMap((card) => [
      ...permissionFault(`${card.permission.action} ${card.permission.subject}`, declared).map(
        (fault) => `home card ${card.name}: ${fault}`,
      ),
      ...(declared.source(card.source) ? [] : [`home card ${card.name}: its source ${card.source.name} is no provider`]),
    ]),
  ];
}

const withSubject = (permission: string, subject: string) => (permission.includes(' ') ? permission : `${permission} ${subject}`);

function permissionFault(permission: string, { permissions }: Declared): string[] {
  return permissions.has(permission) ? [] : [`nobody declares the permission "${permission}"`];
}

function faultsOfResource(resource: AdminResourceDefinition, declared: Declared, ids: ReadonlySet<string>): string[] {
  const { properties, actions = [], subject } = resource;
  const { type, shapes } = sourceOf(resource);
  const source = declared.source(type);
  const verbs = source
    ? [
        ['read', true],
        ['create', source.create],
        ['update', source.update],
        ['delete', source.remove],
      ]
    : [['read', true]];
  return [
    ...(ADDRESS.test(resource.id) ? [] : ['its id is no address (letters, digits, -)']),
    ...(source ? [] : [`its source ${type.name} is no provider`]),
    ...verbs
      .filter(([, offered]) => offered)
      .flatMap(([verb]) => permissionFault(`${permissionOf(String(verb), subject, declared.permissions)} ${subject}`, declared)),
    ...(resource.invites ? permissionFault(withSubject(resource.invites.to, subject), declared) : []),
    ...(properties.some((p) => p.name === resource.title) ? [] : [`its title names no property: ${resource.title}`]),
    ...twice([...properties.map((p) => p.name), ...actions.map((a) => a.name)]).map((name) => `${name} is declared twice`),
    ...properties.flatMap((p) => faultsOfProperty(p, declared, ids).map((fault) => `property ${p.name}: ${fault}`)),
    ...(shapes ? faultsOfShapes(resource, shapes) : []),
    ...faultsOfFields(resource, declared.fields(subject)),
    ...actions.flatMap((a) => faultsOfAction(a, resource, source, declared, ids).map((fault) => `action ${a.name}: ${fault}`)),
    ...componentFault(resource.showComponent, declared),
    ...componentFault(resource.formComponent, declared),
    ...componentFault(resource.listComponent, declared),
    ...(shapes || !resource.defaultSort || properties.some((p) => p.sort === resource.defaultSort!.replace(/^-/, ''))
      ? []
      : [`its default sort ${resource.defaultSort} is a sort of no property`]),
  ];
}

/** Nobody can forget to say what a rule that hides a field hides on a screen. */
function faultsOfFields({ subject, properties, searchable }: AdminResourceDefinition, fields: ReadonlySet<string>): string[] {
  if (!fields.size) return [];
  return [
    ...properties.flatMap(({ name, field }) =>
      field === undefined
        ? fields.has(name) || name === 'id'
          ? []
          : [`property ${name}: it says not which field of ${subject} it shows (field: null where rules can name none)`]
        : field === null || fields.has(field)
          ? []
          : [`property ${name}: rules about ${subject} know no field ${field}`],
    ),
    ...(searchable === true ? [`it says not which fields of ${subject} its search looks into`] : []),
  ];
}

function faultsOfProperty(property: AdminProperty, { dictionaries }: Declared, ids: ReadonlySet<string>): string[] {
  const { type, reference, dictionary } = property;
  const refers = type === 'reference' || type === 'references';
  return [
    ...(NAME.test(property.name) && !['version', 'constructor'].includes(property.name)
      ? []
      : ['its name is not usable (camelCase; the version goes by itself)']),
    ...(refers && !(reference && ids.has(reference)) ? [`it refers to the unknown resource ${String(reference)}`] : []),
    ...(type === 'choice' && !property.choices && !property.choicesOf && !dictionary ? ['a choice needs choices or a dictionary'] : []),
    ...(dictionary !== undefined && !dictionaries.has(dictionary) ? [`nobody declares the dictionary ${dictionary}`] : []),
    ...(property.value &&
    (property.in?.some((place) => place === 'new' || place === 'edit') || property.required || refers || type === 'password')
      ? ['what is worked out is for reading: no field of a form, no reference']
      : []),
    ...(property.filterRange && !['day', 'instant'].includes(type) ? ['only days and instants have ranges'] : []),
  ];
}

function faultsOfAction(
  action: AdminAction,
  resource: AdminResourceDefinition,
  source: AdminSource | undefined,
  declared: Declared,
  ids: ReadonlySet<string>,
): string[] {
  const [name = '', subject = resource.subject] = action.permission.split(' ');
  return [
    ...(NAME.test(action.name) && !STANDARD.has(action.name) ? [] : ['its name is taken or not usable (camelCase)']),
    ...permissionFault(`${name} ${subject}`, declared),
    ...(!source || typeof (source as unknown as Record<string, unknown>)[action.method] === 'function'
      ? []
      : [`its source has no method ${action.method}`]),
    ...(action.inputs ?? []).flatMap((p) => faultsOfProperty(p, declared, ids).map((fault) => `input ${p.name}: ${fault}`)),
    ...componentFault(action.component, declared),
  ];
}

function faultsOfPage(page: AdminPageDefinition, declared: Declared): string[] {
  return [
    ...(ADDRESS.test(page.name) ? [] : ['its name is no address (letters, digits, -)']),
    ...(page.permission === 'signed-in' ? [] : permissionFault(`${page.permission.action} ${page.permission.subject}`, declared)),
    ...componentFault(page.component, declared),
  ];
}

function componentFault(name: string | undefined, { components }: Declared): string[] {
  return name === undefined || components.has(name) ? [] : [`there is no component ${name}`];
}
