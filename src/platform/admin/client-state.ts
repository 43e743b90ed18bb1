import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../context/business-time.js';
import { Context } from '../context/context.js';
import type { Language } from '../context/language.js';
import { AdminCatalogue } from './admin-catalogue.js';
import { adminText } from './admin-texts.js';
import { LOCALE } from './admin-locale.js';
import type { AdminProperty } from './admin-resource.js';
import { type PropertyJson, PropertyView, type Where } from './property-json.js';
import type { Screen } from './screen.js';
import { actionsOf } from './action-json.js';

export type ReduxState = Record<string, unknown>;
type Texts = Record<string, Record<string, unknown>>;

/** What AdminJS's client starts from: the screens, pages and buttons of this caller, in his language, and no others. */
@Injectable()
export class ClientState {
  constructor(
    private readonly catalogue: AdminCatalogue,
    private readonly properties: PropertyView,
    private readonly context: Context,
    private readonly time: BusinessTime,
  ) {}

  async load(): Promise<ReduxState> {
    const { language, actor } = this.context;
    const screens = [...this.catalogue.screens.values()].filter((screen) => this.catalogue.mayRead(screen));
    const pages = [...this.catalogue.pages.values()].filter((page) => this.catalogue.mayOpen(page));
    const resources = [];
    for (const screen of screens) resources.push(await this.resource(screen, language));
    return {
      resources,
      pages: pages.map(({ name, component, icon, menu, position, label }) => ({
        name,
        component,
        icon: icon ?? 'File',
        menu: menu ?? null,
        position: position ?? 100,
        label: label[language],
      })),
      branding: { companyName: 'Tide CRM', withMadeWithLove: false, logo: '/admin/brand/logo.svg', favicon: '/admin/brand/icon.svg' },
      assets: { styles: [], scripts: [] },
      paths: { rootPath: '/admin', loginPath: '/admin/login', logoutPath: '/admin/logout' },
      dashboard: { component: 'HomePage' },
      session: { id: actor.id, email: actor.name, title: '', menus: this.menus(language), timeZone: this.time.zone },
      versions: {},
      theme: null,
      locale: { language, availableLanguages: [language], translations: { [language]: this.texts(screens, language) } },
    };
  }

  /** A filter by rows that the caller cannot list would offer him nothing. */
  private readonly canChoose = ({ reference }: AdminProperty): boolean => {
    const target = reference === undefined ? undefined : this.catalogue.screens.get(reference);
    return reference === undefined || (!!target && this.catalogue.mayRead(target));
  };

  private menus(language: Language): object[] {
    const positions = [...this.catalogue.menus.values()].map((menu, i) => ({ menu, at: (menu.position ?? 100) * 1000 + i }));
    return positions
      .sort((a, b) => a.at - b.at)
      .map(({ menu }) => ({ code: menu.code, label: menu.label[language], icon: menu.icon ?? 'Folder' }));
  }

  private async resource(screen: Screen, language: Language): Promise<Record<string, unknown>> {
    const { definition, fields } = screen;
    const { id, title } = definition;
    const json = (list: readonly AdminProperty[], where: Where): Promise<PropertyJson[]> =>
      Promise.all(list.map((p) => this.properties.json(p, where, id, title)));
    const forms = [...new Set([...fields.in('new'), ...fields.in('edit')])];
    const editProperties = await json(forms, 'edit');
    const actions = actionsOf(screen);
    const listProperties = await json(fields.in('list'), 'list');
    return {
      id,
      name: id,
      subject: definition.subject,
      navigation: { name: definition.menu, icon: definition.icon ?? 'List', show: true },
      icon: definition.icon ?? 'List',
      menu: definition.menu,
      position: definition.position ?? 100,
      href: `/admin/resources/${id}`,
      titleProperty: listProperties.find((p) => p.name === title) ??
        listProperties[0] ?? { name: title, propertyPath: title, resourceId: id, type: 'string' },
      resourceActions: actions.filter((a) => a.actionType === 'resource'),
      actions,
      // asked for their names alone: which ones an address may fill in a form
      properties: Object.fromEntries([...fields.readable(), ...forms].map((p) => [p.name, {}])),
      listProperties,
      showProperties: await json(fields.in('show'), 'show'),
      editProperties,
      // AdminJS knows one list for both forms; each shows its own fields
      forms: { new: fields.in('new').map((p) => p.name), edit: fields.in('edit').map((p) => p.name) },
      filterProperties: await json(
        fields.filterable().filter((p) => !p.unasked && this.canChoose(p)),
        'filter',
      ),
      searchable: screen.fields.searches(),
      help: fields.said('help')?.[language] ?? null,
      deepest: definition.deepest ?? null,
      removal: definition.removal?.[language] ?? adminText('deleteFinal', language),
      inputs: await this.inputs(screen),
    };
  }

  /** Forms of the module's own actions, for those who may run them. */
  private async inputs(screen: Screen): Promise<Record<string, unknown>> {
    const { definition, fields } = screen;
    const forms: Record<string, unknown> = {};
    for (const action of definition.actions ?? []) {
      if (!fields.canRun(action)) continue;
      const properties = await Promise.all(
        (action.inputs ?? []).filter((p) => fields.asks(p)).map((p) => this.properties.json(p, 'edit', definition.id)),
      );
      forms[action.name] = { confirm: action.confirm?.[this.context.language] ?? null, properties };
    }
    return forms;
  }

  private texts(screens: readonly Screen[], language: Language): Texts {
    const resources: Record<string, unknown> = {};
    const labels: Record<string, string> = {};
    const actions: Record<string, string> = {};
    for (const { definition, fields } of screens) {
      const { id } = definition;
      const empty = fields.said('empty');
      labels[id] = definition.label[language];
      const own = (definition.actions ?? []).filter((action) => fields.canRun(action));
      for (const action of own) actions[`${id}__${action.name}`] = action.label[language];
      const named = [...fields.readable(), ...fields.in('new'), ...fields.in('edit'), ...own.flatMap((a) => a.inputs ?? [])];
      resources[id] = {
        properties: Object.fromEntries(named.map((p) => [p.name, p.label[language]])),
        actions: Object.fromEntries([...own.map((a) => [a.name, a.label[language]]), ['list', definition.label[language]]]),
        ...(empty ? { messages: { noRecordsInResource: empty[language] } } : {}),
      };
    }
    const base = LOCALE[language];
    return {
      ...base,
      resources: resources as Record<string, unknown>,
      labels: { ...base['labels'], ...labels },
      actions: { ...base['actions'], ...actions },
    };
  }
}
