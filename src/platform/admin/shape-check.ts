import { z } from 'zod';
import type { AdminPlace, AdminProperty, AdminResourceDefinition } from './admin-resource.js';
import type { AdminShapes } from './admin-source.js';
import { placesOf } from './row-view.js';

const PAGING = ['page', 'pageSize', 'sort', 'cursor', 'search'];

/** The sorts and filters that a list's shape takes. */
function namesOf(list: z.ZodObject): { sorts: readonly string[]; filters: readonly string[] } {
  const { sort } = list.shape;
  const described = sort instanceof z.ZodOptional ? (sort.unwrap() as z.ZodType).meta() : undefined;
  const sorts = (described?.['enum'] ?? []) as string[];
  return { sorts, filters: Object.keys(list.shape).filter((name) => !PAGING.includes(name)) };
}

/** Choices of a filter that the list's shape would refuse when somebody picks them. */
function refusedChoices(list: z.ZodObject, { filter, choices = [] }: AdminProperty): string[] {
  const shape = filter === undefined ? undefined : (list.shape[filter] as z.ZodType | undefined);
  return shape ? choices.flatMap(({ value }) => (shape.safeParse(value).success ? [] : [`its filter takes no ${value}`])) : [];
}

/** What a screen offers that its service would refuse: sorts, filters with their choices and searches of the list, fields of the forms. */
export function faultsOfShapes(resource: AdminResourceDefinition, { list, create, update }: AdminShapes): string[] {
  const { properties, defaultSort, searchable } = resource;
  const { sorts, filters } = namesOf(list);
  const beyond = (kind: string, known: readonly string[], name: string | undefined) =>
    name === undefined || known.includes(name) ? [] : [`its service knows no ${kind} ${name}`];
  const untaken = (place: AdminPlace, body: z.ZodType | undefined) =>
    body instanceof z.ZodObject
      ? properties.map((p) => (placesOf(p).includes(place) ? p.name : '')).filter((name) => name && !(name in body.shape))
      : [];
  return [
    ...beyond('sort', sorts, defaultSort),
    ...(searchable && !('search' in list.shape) ? ['its service knows no search'] : []),
    ...properties.flatMap((p) =>
      [
        ...beyond('sort', sorts, p.sort),
        ...[p.filter, p.filterRange?.from, p.filterRange?.to].flatMap((name) => beyond('filter', filters, name)),
        ...refusedChoices(list, p),
      ].map((fault) => `property ${p.name}: ${fault}`),
    ),
    ...untaken('new', create).map((name) => `its service takes no ${name} for a new one`),
    ...untaken('edit', update).map((name) => `its service takes no change of ${name}`),
  ];
}
