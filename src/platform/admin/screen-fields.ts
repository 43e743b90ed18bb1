import type { Text } from '../context/language.js';
import type { Scope } from '../permissions/scope.js';
import type { AdminAction, AdminPlace, AdminProperty, AdminResourceDefinition } from './admin-resource.js';
import { placesOf } from './row-view.js';

const ACTION_OF: Record<AdminPlace, string> = { list: 'read', show: 'read', new: 'create', edit: 'update' };

/** The permission behind a standard button: its own, or `update` where the subject declares no `create` or `delete`. */
export function permissionOf(verb: string, subject: string, declared: ReadonlySet<string>): string {
  const goesWithUpdate =
    (verb === 'create' || verb === 'delete') && !declared.has(`${verb} ${subject}`) && declared.has(`update ${subject}`);
  return goesWithUpdate ? 'update' : verb;
}

/** Which properties of a resource the caller may see, write, filter and sort by: the declared ones that his rules permit. */
export class ScreenFields {
  constructor(
    readonly definition: AdminResourceDefinition,
    /** Fields of the subject that rules may name; the others go with the record. */
    private readonly governed: ReadonlySet<string>,
    /** `action Subject` of every permission set. */
    private readonly permissions: ReadonlySet<string>,
    private readonly scope: Scope,
  ) {}

  can(permission: string): boolean {
    const [action = '', subject = this.definition.subject] = permission.split(' ');
    return this.scope.can(permissionOf(action, subject, this.permissions), subject);
  }

  canRun(action: AdminAction): boolean {
    return this.can('read') && this.can(action.permission);
  }

  /** What the screen says to this caller: who may do nothing about it is not asked to. */
  said(which: 'help' | 'empty'): Text | undefined {
    const { invites } = this.definition;
    return (invites && this.can('read') && this.can(invites.to) ? invites[which] : undefined) ?? this.definition[which];
  }

  /** Whether forms ask the caller for it, as far as that takes a permission of its own. */
  asks({ permission }: AdminProperty): boolean {
    return permission === undefined || this.can(permission);
  }

  /** In the declared order. An edit form shows what is stored, so it takes the right to read as well as the one to change. */
  in(place: AdminPlace): AdminProperty[] {
    const permitted = this.permitted(ACTION_OF[place]);
    const readable = this.permitted('read');
    return this.definition.properties.filter(
      (p) => placesOf(p).includes(place) && permitted(p) && this.asks(p) && (place !== 'edit' || p.type === 'password' || readable(p)),
    );
  }

  /** Whether the caller sees anything of what a search looks into. */
  searches(): boolean {
    const { searchable } = this.definition;
    return !!searchable && (searchable === true || searchable.some(this.sees('read')));
  }

  /** The first order of a list, unless it tells what the caller may not see. */
  get defaultSort(): string | undefined {
    const { defaultSort, properties } = this.definition;
    const ordered = properties.filter((p) => p.sort !== undefined && p.sort === defaultSort?.replace(/^-/, ''));
    return !ordered.length || ordered.some(this.permitted('read')) ? defaultSort : undefined;
  }

  sortable(): AdminProperty[] {
    const permitted = this.permitted('read');
    return this.definition.properties.filter((p) => p.sort && permitted(p));
  }

  filterable(): AdminProperty[] {
    const permitted = this.permitted('read');
    return this.definition.properties.filter((p) => (p.filter || p.filterRange) && permitted(p));
  }

  readable(): AdminProperty[] {
    return this.definition.properties.filter(this.permitted('read'));
  }

  private permitted(verb: string): (property: AdminProperty) => boolean {
    const sees = this.sees(verb);
    return ({ name, field = name }) => sees(field);
  }

  private sees(verb: string): (field: string | null) => boolean {
    const { subject } = this.definition;
    const action = permissionOf(verb, subject, this.permissions);
    if (!this.scope.can(action, subject)) return () => false;
    const allowed = new Set(this.scope.fields(action, subject, [...this.governed]));
    return (field) => field === null || !this.governed.has(field) || allowed.has(field);
  }
}
