import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { BusinessTime } from '../context/business-time.js';
import { Context } from '../context/context.js';
import type { Text } from '../context/language.js';
import { ValidationPipe } from '../http/validation.pipe.js';
import { permissionSets } from '../permissions/permission-set.js';
import { Scope } from '../permissions/scope.js';
import { Declarations } from '../registry/declarations.js';
import { dictionaryDefinitions } from '../settings/dictionary-definition.js';
import { faultsOfDeclarations } from './admin-check.js';
import { type AdminMenu, adminMenus, type AdminPageDefinition, adminPages } from './admin-page.js';
import { adminResources, screenOn, sourceOf } from './admin-resource.js';
import type { AdminSource } from './admin-source.js';
import { componentFiles } from './component-files.js';
import { type HomeCardDefinition, homeCards, type HomeCardSource } from './home-card.js';
import { ScreenFields } from './screen-fields.js';
import { ScreenVerbs } from './screen-verbs.js';
import { Screen } from './screen.js';

export interface MenuEntry extends AdminMenu {
  readonly label: Text;
}

/** Every declared screen, page, card and menu of the loaded modules, checked at the start. */
@Injectable()
export class AdminCatalogue implements OnModuleInit {
  readonly screens = new Map<string, Screen>();
  readonly pages = new Map<string, AdminPageDefinition>();
  readonly menus = new Map<string, MenuEntry>();
  cards: readonly HomeCardDefinition[] = [];
  components: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly declarations: Declarations,
    private readonly modules: ModuleRef,
    private readonly scope: Scope,
    private readonly time: BusinessTime,
    private readonly context: Context,
    private readonly validation: ValidationPipe,
  ) {}

  /** @throws when a declaration does not fit what it names; every fault at once. */
  onModuleInit(): void {
    const marked = this.declarations.providerTypes().flatMap((type) => screenOn(type) ?? []);
    const resources = [...this.declarations.of(adminResources), ...marked];
    const pages = this.declarations.of(adminPages);
    const sets = this.declarations.of(permissionSets);
    const subjects = sets.flatMap((set) => set.subjects);
    this.components = componentFiles();
    this.cards = [...this.declarations.of(homeCards)].sort((a, b) => (a.position ?? 100) - (b.position ?? 100));
    const fieldsOf = (subject: string) =>
      new Set(subjects.filter((s) => s.subject === subject).flatMap((s) => Object.keys(s.fields ?? {})));
    const permissions = new Set(subjects.flatMap((s) => Object.keys(s.actions).map((action) => `${action} ${s.subject}`)));
    const faults = faultsOfDeclarations({
      resources,
      pages,
      cards: this.cards,
      permissions,
      fields: fieldsOf,
      dictionaries: new Set(this.declarations.of(dictionaryDefinitions).map((d) => d.code)),
      components: new Set(this.components.keys()),
      source: (type) => this.find(type),
    });
    if (faults.length) throw new Error(`The back office is declared wrongly:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    for (const { menu } of sets) if (!this.menus.has(menu.code)) this.menus.set(menu.code, menu);
    for (const menu of this.declarations.of(adminMenus)) this.menus.set(menu.code, { ...this.menus.get(menu.code), ...menu });
    for (const definition of resources) {
      const fields = new ScreenFields(definition, fieldsOf(definition.subject), permissions, this.scope);
      const { type, shapes } = sourceOf(definition);
      const verbs = new ScreenVerbs(this.find(type)!, shapes, this.validation);
      this.screens.set(definition.id, new Screen(fields, verbs, this.time, this.context));
    }
    for (const page of pages) this.pages.set(page.name, page);
  }

  mayOpen({ permission }: AdminPageDefinition): boolean {
    return permission === 'signed-in' || this.scope.can(permission.action, permission.subject);
  }

  mayRead(screen: Screen): boolean {
    return screen.fields.can('read');
  }

  cardsOfCaller(): { definition: HomeCardDefinition; source: HomeCardSource }[] {
    return this.cards
      .filter(({ permission }) => this.scope.can(permission.action, permission.subject))
      .map((definition) => ({ definition, source: this.find(definition.source as Type<unknown>) as unknown as HomeCardSource }));
  }

  private find(type: Type<unknown>): AdminSource | undefined {
    try {
      return this.modules.get<AdminSource>(type as Type<AdminSource>, { strict: false });
    } catch {
      return undefined; // reported by name among the other faults
    }
  }
}
