import type { Type } from '@nestjs/common';
import type { Text } from '../context/language.js';
import type { Page } from '../http/list-query.js';
import { DeclarationKind } from '../registry/declarations.js';

/**
 * One row as a screen sees it. `version`, where present, travels through the edit form, so that a stale save is refused.
 * A `reference` may be an id or `{ id, title }` (saves a look-up); `references` are arrays of either. Instants are ISO 8601 or milliseconds.
 */
export type AdminRow = Record<string, unknown> & { id: number };

export type AdminPropertyType =
  'string' | 'text' | 'number' | 'money' | 'boolean' | 'instant' | 'day' | 'choice' | 'reference' | 'references' | 'json' | 'password';

export type AdminPlace = 'list' | 'show' | 'new' | 'edit';

/** One column of a list and one field of a form. What is not declared here does not exist for the back office. */
export interface AdminProperty {
  readonly name: string;
  readonly label: Text;
  readonly type: AdminPropertyType;
  readonly help?: Text;
  /** For `choice`: the values, or the dictionary they come from. */
  readonly choices?: readonly { value: string; label: Text }[];
  readonly dictionary?: string;
  /** For `reference` and `references`: the id of the resource it points to. */
  readonly reference?: string;
  readonly required?: boolean;
  /** Where it is shown; list, show, new and edit unless said otherwise. */
  readonly in?: readonly AdminPlace[];
  /** Name of the service's sort, when lists can be sorted by it. */
  readonly sort?: string;
  /** Name of the service's filter, when lists can be filtered by it. */
  readonly filter?: string;
  /** Names of the service's filters for a span of days or instants. */
  readonly filterRange?: { readonly from: string; readonly to: string };
  /** Field of the subject whose permission decides about this property; its own name unless said otherwise. */
  readonly field?: string;
}

export interface AdminListQuery {
  page: number;
  pageSize: number;
  sort?: string;
  search?: string;
  /** By filter name, as the API takes them (strings). */
  filters: Readonly<Record<string, string>>;
}

/** What an action says when it is done. */
export interface AdminOutcome {
  message: Text;
  /** Shown until it is closed, for copying: a link, a one-time password. */
  detail?: string;
  /** Where to go, inside `/admin`; back to the list (or the record) without it. */
  redirect?: string;
}

/** Names a source understands; what a declaration says beyond them stops the start. */
export interface AdminKnowledge {
  readonly fields?: readonly string[];
  readonly sorts?: readonly string[];
  readonly filters?: readonly string[];
}

/**
 * What a screen does, in the module's own service verbs: they check permission, scope and shape, and throw DomainErrors.
 * A source is a small provider beside the module's services; a verb that is absent is a button that is absent.
 * Values are what the API's body takes: ISO instants, integer cents, numbers for references; only what was changed on `update`.
 */
export interface AdminSource {
  readonly knows?: AdminKnowledge;
  list(query: AdminListQuery): Promise<Pick<Page<AdminRow>, 'items' | 'total'>>;
  /** @throws not-found for a row outside the caller's scope. */
  get(id: number): Promise<AdminRow>;
  create?(values: Record<string, unknown>): Promise<AdminRow>;
  update?(id: number, values: Record<string, unknown>): Promise<AdminRow>;
  remove?(id: number): Promise<void>;
  /** Titles of rows in the caller's reach, for references that carry ids only; without it each is asked for by `get`. */
  titles?(ids: readonly number[]): Promise<readonly { id: number; title: string }[]>;
  /** Narrows the buttons of one row (`edit`, `delete`, names of actions); all permitted ones without it. */
  allowed?(row: AdminRow): readonly string[];
}

/** A button beside a row, over the ticked rows, or above the list. */
export interface AdminAction {
  readonly name: string;
  readonly kind: 'record' | 'bulk' | 'resource';
  readonly label: Text;
  /** Action on the resource's subject, or `action Subject` for another one. */
  readonly permission: string;
  readonly icon?: string;
  /** Asked before it runs. */
  readonly confirm?: Text;
  /** Small form asked for first. */
  readonly inputs?: readonly AdminProperty[];
  /** Name of a component of ours instead of the generated form. */
  readonly component?: string;
  /** Method of the source: `(ids: number[], inputs: Record<string, unknown>) => Promise<AdminOutcome>`; `ids` is empty for a resource action. */
  readonly method: string;
}

export interface AdminResourceDefinition {
  /** Used in addresses: `customers`. */
  readonly id: string;
  /**
   * Subject of the permissions that decide which buttons are shown: `read`, `create`, `update`, `delete`
   * (`update` also stands for `create` and `delete` where the subject declares none).
   */
  readonly subject: string;
  readonly label: Text;
  /** Code of the menu it stands in: one of `adminMenus` or of a permission set's menu. */
  readonly menu: string;
  /** Place in its menu, among pages and resources: smaller stands higher; 100 without it. */
  readonly position?: number;
  readonly icon?: string;
  /** Property that names a row. */
  readonly title: string;
  readonly properties: readonly AdminProperty[];
  readonly source: Type<AdminSource>;
  readonly actions?: readonly AdminAction[];
  readonly defaultSort?: string;
  readonly searchable?: boolean;
  readonly help?: Text;
  readonly empty?: Text;
  /** Component that replaces the generated detail page. */
  readonly showComponent?: string;
}

export const adminResources = new DeclarationKind<AdminResourceDefinition>('admin resource');

/** A page that no form does well; its component talks to `/api` with the staff cookie. */
export interface AdminPageDefinition {
  /** Used in addresses: `/admin/pages/<name>`. */
  readonly name: string;
  readonly label: Text;
  /** Without one it stands in no menu and is reached by links. */
  readonly menu?: string;
  /** Place in its menu, as a resource's. */
  readonly position?: number;
  readonly icon?: string;
  /** `signed-in`: what everybody has of his own. */
  readonly permission: { readonly action: string; readonly subject: string } | 'signed-in';
  /** Name of the component in the module's `components/` folder: `ImportWizard` stands in `import-wizard.tsx`. */
  readonly component: string;
}

export const adminPages = new DeclarationKind<AdminPageDefinition>('admin page');

/** A group of the side menu. Resources and pages name it by its code. */
export interface AdminMenu {
  readonly code: string;
  readonly label: Text;
  /** Name of a Feather icon: `Users`. */
  readonly icon?: string;
  /** Smaller stands higher; 100 without it. */
  readonly position?: number;
}

export const adminMenus = new DeclarationKind<AdminMenu>('admin menu');
