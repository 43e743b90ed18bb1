import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import type { Language } from '../context/language.js';
import { permissionSets } from '../permissions/permission-set.js';
import { Declarations } from '../registry/declarations.js';
import { Dictionaries } from '../settings/dictionaries.js';
import type { AdminProperty } from './admin-resource.js';
import { adminText } from './admin-texts.js';

export type Where = 'list' | 'show' | 'edit' | 'filter';
export interface Choice {
  value: string;
  label: string;
  tone?: string;
}
export interface PropertyJson {
  name: string;
  propertyPath: string;
  type: string;
  [more: string]: unknown;
}

/**
 * A declared property as AdminJS's client wants it, in the caller's language. Of what AdminJS's own server says beside it, only what is so: every page carries
 * some hundred of these.
 */
@Injectable()
export class PropertyView {
  constructor(
    private readonly dictionaries: Dictionaries,
    private readonly declarations: Declarations,
    private readonly context: Context,
  ) {}

  /** `title` is the name of the resource's title property. */
  async json(property: AdminProperty, where: Where, resourceId: string, title = ''): Promise<PropertyJson> {
    const { language } = this.context;
    const { name } = property;
    const choices = await this.choices(property, where, language);
    return {
      name,
      propertyPath: name,
      path: name,
      label: name,
      resourceId,
      ...(name === 'id' ? { isId: true } : {}),
      ...(name === title ? { isTitle: true } : {}),
      ...(where === 'list' && property.sort ? { isSortable: true } : {}),
      ...(where === 'edit' && property.required ? { isRequired: true } : {}),
      ...(choices ? { availableValues: choices } : {}),
      custom: {
        kind: property.type,
        ...(property.onlyFilled ? { onlyFilled: true } : {}),
        ...(property.initial === undefined ? {} : { initial: property.initial }),
        ...(property.without && (where === 'list' || where === 'show') ? { without: property.without[language] } : {}),
      },
      ...(where === 'edit' ? { props: {} } : {}),
      ...(property.help && where === 'edit' ? { description: property.help[language] } : {}),
      ...this.look(property, where),
    } as PropertyJson;
  }

  private look(property: AdminProperty, where: Where): { type: string; [more: string]: unknown } {
    const { type, reference } = property;
    if (where === 'filter') {
      if (property.filterRange) return { type: 'string', components: { filter: 'RangeFilter' }, custom: { kind: type } };
      if (type === 'reference' || type === 'references') return { type: 'reference', reference, components: { filter: 'ReferenceFilter' } };
      if (type === 'day' || type === 'instant')
        return { type: 'string', components: { filter: 'RangeFilter' }, custom: { kind: type, single: true } };
      return type === 'choice' || type === 'boolean' ? { type: 'string', components: { filter: 'ChoiceFilter' } } : { type: 'string' };
    }
    const editing = where === 'edit';
    switch (type) {
      case 'reference':
        return { type: 'reference', reference, ...(editing ? { components: { edit: 'ReferenceField' } } : {}) };
      case 'references':
        return { type: 'string', reference, ...(editing ? { components: { edit: 'ReferencesField' } } : {}) };
      case 'text':
      case 'json':
        return { type: 'textarea', ...(editing ? { props: { rows: type === 'json' ? 8 : 4 } } : {}) };
      case 'boolean':
        return { type: editing ? 'boolean' : 'string' };
      case 'password':
        return { type: 'password', props: { autoComplete: 'new-password' } };
      case 'instant':
      case 'day':
        return { type: 'string', ...(editing ? { components: { edit: 'InstantField' } } : {}) };
      case 'choice':
        return { type: 'string', ...(editing ? { props: { placeholder: adminText('choose', this.context.language) } } : {}) };
      case 'money':
        return { type: 'string', ...(editing ? { props: { inputMode: 'decimal', placeholder: '0.00' } } : {}) };
      case 'number':
        return { type: 'string', ...(editing ? { props: { type: 'number', step: 'any' } } : {}) };
      default:
        // several words of a dictionary in one text
        return {
          type: 'string',
          ...(editing && property.dictionary ? { components: { edit: 'WordsField' }, custom: { kind: 'words' } } : {}),
        };
    }
  }

  /** New records may carry active values only; lists know the texts of the others as well. */
  private async choices(property: AdminProperty, where: Where, language: Language): Promise<Choice[] | null> {
    if (property.type === 'boolean' && where !== 'edit')
      return ['true', 'false'].map((value) => ({ value, label: adminText(value === 'true' ? 'yes' : 'no', language) }));
    if (property.type !== 'choice' && !(property.type === 'string' && property.dictionary && where === 'edit')) return null;
    if (property.choices) return property.choices.map(({ label, ...choice }) => ({ ...choice, label: label[language] }));
    if (property.choicesOf === 'dictionaries')
      return (await this.dictionaries.list()).map(({ definition: { code, label } }) => ({ value: code, label: label[language] }));
    if (property.choicesOf) return this.ofPermissions(property.choicesOf, language);
    const items = await this.dictionaries.items(property.dictionary!, { all: where !== 'edit' });
    return items.map(({ value, label }) => ({ value, label: label[language] }));
  }

  /** Subjects by their words; actions once each, by the word of whoever declared it first. */
  private ofPermissions(what: 'subjects' | 'actions', language: Language): Choice[] {
    const subjects = this.declarations.of(permissionSets).flatMap((set) => set.subjects);
    const named = subjects.flatMap((one) =>
      what === 'subjects'
        ? [[one.subject, one.label] as const]
        : Object.entries(one.actions).map(([name, label]) => [name, label] as const),
    );
    const first = new Map([...named].reverse());
    return [...first]
      .map(([value, label]) => ({ value, label: `${label[language]} (${value})` }))
      .sort((a, b) => (a.label < b.label ? -1 : 1));
  }
}
