import type { Type } from '@nestjs/common';
import type { Text } from '../context/language.js';
import type { Page } from '../http/list-query.js';
import { DeclarationKind } from '../registry/declarations.js';

export type AdminRow = Record<string, unknown> & { id: number };

export type AdminPropertyType = 'string' | 'text' | 'number' | 'money' | 'boolean' | 'instant' | 'day' | 'choice' | 'reference' | 'references' | 'json' | 'password';

/** One column of a list and one field of a form. What is not declared here does not exist for the back office. */
export interface AdminProperty {
  readonly name: string;
  readonly label: Text;
  readonly type: AdminPropertyType;
  readonly help?: Text;
  /** For `choice`: the values, or the dictionary they come from. */
  readonly choices?: readonly { value: string; label: Text }[];
  readonly dictionary?: string;
  /** For `reference`: the id of the resource it points to. */
  readonly reference?: string;
  readonly required?: boolean;
  /** Where it is shown; list, show, new and edit unless said otherwise. */
  readonly in?: readonly ('list' | 'show' | 'new' | 'edit')[];
  /** Name of the service's sort, when lists can be sorted by it. */
  readonly sort?: string;
  /** Name of the service's filter, when lists can be filtered by it. */
  readonly filter?: string;
}

export interface AdminListQuery {
  page: number;
  pageSize: number;
  sort?: string;
  search?: string;
  /** By filter name, as the API takes them (strings). */
  filters: Readonly<Record<string, string>>;
}

/**
 * What a screen does, in the module's own service verbs: they check permission, scope and shape, and throw DomainErrors.
 * A source is a small provider beside the module's services; a verb that is absent is a button that is absent.
 */
export interface AdminSource {
  list(query: AdminListQuery): Promise<Pick<Page<AdminRow>, 'items' | 'total'>>;
  /** @throws not-found for a row outside the caller's scope. */
  get(id: number): Promise<AdminRow>;
  create?(values: Record<string, unknown>): Promise<AdminRow>;
  update?(id: number, values: Record<string, unknown>): Promise<AdminRow>;
  remove?(id: number): Promise<void>;
}

/** A button beside a row, over the ticked rows, or above the list. */
export interface AdminAction {
  readonly name: string;
  readonly kind: 'record' | 'bulk' | 'resource';
  readonly label: Text;
  readonly permission: string;
  readonly icon?: string;
  /** Asked before it runs. */
  readonly confirm?: Text;
  /** Small form asked for first. */
  readonly inputs?: readonly AdminProperty[];
  /** Name of a component of ours instead of the generated form. */
  readonly component?: string;
  /** Method of the source: `(ids, inputs) => Promise<{ message: Text; ... }>`. */
  readonly method: string;
}

export interface AdminResourceDefinition {
  /** Used in addresses: `customers`. */
  readonly id: string;
  /** Subject of the permissions that decide which buttons are shown. */
  readonly subject: string;
  readonly label: Text;
  readonly menu: string;
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
  readonly menu: string;
  readonly icon?: string;
  readonly permission: { readonly action: string; readonly subject: string };
  /** Name of the component in the module's `components/` folder. */
  readonly component: string;
}

export const adminPages = new DeclarationKind<AdminPageDefinition>('admin page');
