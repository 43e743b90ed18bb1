import type { Type } from '@nestjs/common';
import type { Language, Text } from '../context/language.js';
import { DeclarationKind } from '../registry/declarations.js';
import { type AdminRow, type AdminSource, ShapedSource } from './admin-source.js';

export type AdminPropertyType =
  'string' | 'text' | 'number' | 'money' | 'boolean' | 'instant' | 'day' | 'choice' | 'reference' | 'references' | 'json' | 'password';

export type AdminPlace = 'list' | 'show' | 'new' | 'edit';

/** `tone`: good or bad news, which lists colour. */
interface Choice {
  readonly value: string;
  readonly label: Text;
  readonly tone?: 'good' | 'bad';
}

/** One column of a list and one field of a form. What is not declared here does not exist for the back office. */
export interface AdminProperty {
  readonly name: string;
  readonly label: Text;
  readonly type: AdminPropertyType;
  readonly help?: Text;
  /** For `choice`: the values, or the dictionary they come from. */
  readonly choices?: readonly Choice[];
  readonly dictionary?: string;
  /** For `choice` among what is known only when all modules are loaded: the dictionaries themselves, what permissions are about. */
  readonly choicesOf?: 'dictionaries' | 'subjects' | 'actions';
  /** For `reference` and `references`: the id of the resource it points to. */
  readonly reference?: string;
  readonly required?: boolean;
  /** What the form of a new row begins with: what the service takes where nothing is said, so that the form does not say otherwise. */
  readonly initial?: boolean | string | number;
  /** What lists and pages say where there is no value, and that means something: "all sources", "for ever". */
  readonly without?: Text;
  /** Left out of the row's page where it is empty. */
  readonly onlyFilled?: boolean;
  /** Where it is shown; list, show, new and edit unless said otherwise. */
  readonly in?: readonly AdminPlace[];
  /** Name of the service's sort, when lists can be sorted by it. */
  readonly sort?: string;
  /** Name of the service's filter, when lists can be filtered by it. */
  readonly filter?: string;
  /** A filter that addresses carry and no form asks for. */
  readonly unasked?: true;
  /** Only forms of those who hold this permission ask for it (`assign`, `assign Customer`). */
  readonly permission?: string;
  /** Names of the service's filters for a span of days or instants. */
  readonly filterRange?: { readonly from: string; readonly to: string };
  /**
   * Worked out from the row instead of read from it (REQ-R3), for reading only. It sees what the caller's row holds, and nothing else;
   * `field` where a permission decides about what it is made of.
   */
  readonly value?: (row: AdminRow, language: Language) => unknown;
  /**
   * Field of the subject whose permission decides about this property, its filter and its sort; its own name unless said otherwise, null where
   * no rule can name it. Where rules can name fields of the subject, every property is called like one of them or says which it is.
   */
  readonly field?: string | null;
}

/** A button beside a row, over the ticked rows, or above the list. */
export interface AdminAction {
  readonly name: string;
  readonly kind: 'record' | 'bulk' | 'resource';
  readonly label: Text;
  /** Action on the resource's subject, or `action Subject` for another one. */
  readonly permission: string;
  readonly icon?: string;
  /** Not offered on the row's page, whose opening does it already. */
  readonly listOnly?: boolean;
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
  /** Code of the menu it stands in: one of `adminMenus` or of a permission set's menu; `home`: beside the home page, above them all. */
  readonly menu: string;
  /** Place in its menu, among pages and resources: smaller stands higher; 100 without it. */
  readonly position?: number;
  readonly icon?: string;
  /** Property that names a row. */
  readonly title: string;
  readonly properties: readonly AdminProperty[];
  readonly source: Type<AdminSource> | ShapedSource;
  readonly actions?: readonly AdminAction[];
  /** Narrows the buttons of one row (`edit`, `delete`, names of actions); all permitted ones without it. */
  readonly allowed?: (row: AdminRow) => readonly string[];
  readonly defaultSort?: string;
  /** Where rules can name fields of the subject: those a search looks into; who sees none of them finds nobody by it. */
  readonly searchable?: boolean | readonly string[];
  readonly help?: Text;
  readonly empty?: Text;
  /** Texts that ask for something to be done: in place of `help` and `empty` for those who may do it (`claim`, or `action Subject`). */
  readonly invites?: { readonly to: string; readonly help?: Text; readonly empty?: Text };
  /** What becomes of a deleted row; it is final unless said otherwise. */
  readonly removal?: Text;
  /** Pages go on up to this row; what stands behind it is found by search and filters. */
  readonly deepest?: number;
  /** Component that replaces the generated detail page. */
  readonly showComponent?: string;
  /** Component in place of the generated forms; it hands its sections to `RecordForm`. */
  readonly formComponent?: string;
  /** Component that stands around the generated list (`ListWithSearch`), which it renders itself. */
  readonly listComponent?: string;
}

/** Without shapes where the source takes lists and forms as the screen gives them. */
export const sourceOf = ({ source }: AdminResourceDefinition): ShapedSource =>
  source instanceof ShapedSource ? source : new ShapedSource(source);

export const adminResources = new DeclarationKind<AdminResourceDefinition>('admin resource');

const SCREEN = Symbol('screen of a source');
/** The other way to declare one (REQ-R2): `@OnScreen({ … })` on the source itself, which is a provider of its module. */
export const OnScreen =
  (definition: Omit<AdminResourceDefinition, 'source'>) =>
  (source: Type<AdminSource>): void => {
    Reflect.defineMetadata(SCREEN, { ...definition, source }, source);
  };
/** What `@OnScreen` says of a provider. */
export const screenOn = (provider: unknown): AdminResourceDefinition | undefined =>
  typeof provider === 'function' ? (Reflect.getOwnMetadata(SCREEN, provider) as AdminResourceDefinition | undefined) : undefined;
