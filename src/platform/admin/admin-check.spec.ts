import { type Declared, faultsOfDeclarations } from './admin-check.js';
import { z } from 'zod';
import { text as line } from '../http/fields.js';
import { listQuery } from '../http/list-query.js';
import type { AdminResourceDefinition } from './admin-resource.js';
import { type AdminSource, ShapedSource } from './admin-source.js';

const text = { 'zh-CN': '文', en: 'text' };
class Source {}
const body = z.strictObject({ name: line(40) });
const shapes = { list: listQuery({ sorts: ['name'], filters: { name: line(40).optional() }, search: false }), create: body, update: body };
const source = {
  list: () => undefined,
  get: () => undefined,
  update: () => undefined,
  work: () => undefined,
} as unknown as AdminSource;
const things: AdminResourceDefinition = {
  id: 'things',
  subject: 'Thing',
  label: text,
  menu: 'm',
  title: 'name',
  source: new ShapedSource(Source as never, shapes),
  defaultSort: '-name',
  properties: [{ name: 'name', label: text, type: 'string', sort: 'name', filter: 'name' }],
  actions: [{ name: 'work', kind: 'record', label: text, permission: 'work', method: 'work' }],
};
const declared = (changes: Partial<Declared> & { resource?: object }): Declared => ({
  resources: [{ ...things, ...changes.resource }],
  pages: [],
  cards: [],
  permissions: new Set(['read Thing', 'update Thing', 'work Thing']),
  fields: () => new Set(),
  dictionaries: new Set(),
  components: new Set(['Page']),
  source: () => source,
  ...changes,
});
const property = (more: object) => ({
  resource: { properties: [things.properties[0], { name: 'more', label: text, type: 'string', in: ['list'], ...more }] },
});

describe('declarations of the back office', () => {
  it('REQ-R10 are taken when they fit', () => {
    expect(faultsOfDeclarations(declared({}))).toEqual([]);
  });

  it('REQ-B13 a screen says what a rule that hides a field hides on it', () => {
    const governed = { fields: (subject: string) => new Set(subject === 'Thing' ? ['name', 'owner'] : []) };
    const faults = (more: object) => faultsOfDeclarations({ ...declared(property(more)), ...governed });
    expect(faults({ name: 'owner' })).toEqual([]);
    expect(faults({ name: 'who', field: 'owner' })).toEqual([]);
    expect(faults({ name: 'who', field: null })).toEqual([]);
    expect(faults({ name: 'who' })).toEqual([expect.stringContaining('property who: it says not which field of Thing it shows')]);
    expect(faults({ name: 'who', field: 'boss' })).toEqual([expect.stringContaining('rules about Thing know no field boss')]);
    const searched = faultsOfDeclarations({ ...declared({ resource: { searchable: true, source: Source } }), ...governed });
    expect(searched).toContainEqual(expect.stringContaining('it says not which fields of Thing its search looks into'));
  });

  it.each([
    ['a resource declared twice', declared({ resources: [things, things] }), 'two resources are called things'],
    ['something worked out in a form', declared(property({ value: () => 1, in: ['list', 'edit'] })), 'what is worked out is for reading'],
    ['a field of a new one no service takes', declared(property({ in: ['new'] })), 'its service takes no more for a new one'],
    ['a field to change no service takes', declared(property({ in: ['edit'] })), 'its service takes no change of more'],
    ['a search no service knows', declared({ resource: { searchable: true } }), 'its service knows no search'],
    ['a first order no service knows', declared({ resource: { defaultSort: '-age' } }), 'its service knows no sort -age'],
    [
      'a sort no service knows',
      declared({ resource: { properties: [{ ...things.properties[0], sort: 'age' }], defaultSort: undefined } }),
      'its service knows no sort age',
    ],
    [
      'a filter no service knows',
      declared({ resource: { properties: [{ ...things.properties[0], filter: 'age' }] } }),
      'its service knows no filter age',
    ],
    [
      'a choice that its filter refuses',
      declared({
        resource: { properties: [{ ...things.properties[0], type: 'choice', choices: [{ value: 'x'.repeat(41), label: text }] }] },
      }),
      'its filter takes no xxx',
    ],
    ['an unknown reference', declared(property({ type: 'reference', reference: 'nothing' })), 'refers to the unknown resource nothing'],
    ['an unknown dictionary', declared(property({ type: 'choice', dictionary: 'none' })), 'nobody declares the dictionary none'],
    ['a choice without choices', declared(property({ type: 'choice' })), 'a choice needs choices or a dictionary'],
    ['an unknown component', declared({ resource: { showComponent: 'Ghost' } }), 'there is no component Ghost'],
    [
      'a permission nobody declared',
      declared({ permissions: new Set(['read Thing', 'update Thing']) }),
      'nobody declares the permission "work Thing"',
    ],
    [
      'an action without a method',
      declared({ resource: { actions: [{ ...things.actions![0], method: 'rest' }] } }),
      'its source has no method rest',
    ],
    [
      'an action under a standard name',
      declared({ resource: { actions: [{ ...things.actions![0], name: 'delete' }] } }),
      'its name is taken',
    ],
    ['a title that is no property', declared({ resource: { title: 'nothing' } }), 'its title names no property'],
    ['a source that is no provider', declared({ source: () => undefined }), 'its source Source is no provider'],
    [
      'a page with an unknown component',
      declared({ pages: [{ name: 'p', label: text, menu: 'm', permission: { action: 'read', subject: 'Thing' }, component: 'Ghost' }] }),
      'there is no component Ghost',
    ],
    [
      'a page with an unknown permission',
      declared({ pages: [{ name: 'p', label: text, menu: 'm', permission: { action: 'fly', subject: 'Thing' }, component: 'Page' }] }),
      'nobody declares the permission "fly Thing"',
    ],
  ])('REQ-R10 stop the start: %s', (_what, given, fault) => {
    expect(faultsOfDeclarations(given).join('\n')).toContain(fault);
  });
});
