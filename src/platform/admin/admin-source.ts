import type { Type } from '@nestjs/common';
import type { z } from 'zod';
import type { Text } from '../context/language.js';
import type { Page } from '../http/list-query.js';

/** How one row's field is asked for, where rows of a screen differ: a setting is a number, a choice or a text. */
export interface AdminFieldLook {
  readonly choices?: readonly { value: string; label: string }[];
  readonly number?: boolean;
  readonly help?: string | null;
}

/**
 * One row as a screen sees it. `looks` (by property) goes with the edit form. `version`, where present, travels through the edit form, so that a stale save is refused.
 * A `reference` may be an id or `{ id, title }` (saves a look-up); `references` are arrays of either. Instants are ISO 8601 or milliseconds.
 */
export type AdminRow = Record<string, unknown> & { id: number };

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
  /** Shown until it is closed, below `note`. */
  detail?: string;
  /** What the detail is: `Copy it now; it is not shown again:`. */
  note?: Text;
  /** A page inside `/admin` that the message offers to open. */
  link?: string;
  /** Where to go, inside `/admin`; back to the list (or the record) without it. */
  redirect?: string;
}

/** On the row that `create` answers: what the screen says instead of "created". */
export const SAID = '$said';

/** What a form sent, as the API's body takes it: ISO instants, integer cents, numbers for references; only what was changed on `update`. */
export type AdminValues = Record<string, unknown>;

/**
 * What a screen does, in the module's own service verbs: they check permission and scope, and throw DomainErrors. A service with these
 * verbs is a source (`shaped`); where screen and API differ it is a small provider beside it. A verb that is absent is a button that is absent.
 */
export interface AdminSource<Query = AdminListQuery, Creation = AdminValues, Change = AdminValues> {
  list(query: Query): Promise<Pick<Page<AdminRow>, 'items' | 'total'>>;
  /** @throws not-found for a row outside the caller's scope. */
  get(id: number): Promise<AdminRow>;
  create?(values: Creation): Promise<AdminRow>;
  update?(id: number, values: Change): Promise<AdminRow>;
  remove?(id: number): Promise<void>;
}

/** The shapes of the API, by verb. */
export interface AdminShapes {
  readonly list: z.ZodObject;
  readonly create?: z.ZodType;
  readonly update?: z.ZodType;
}
type AnySource = AdminSource<never, never, never>;
/** A verb that takes what a form sent may go without a shape. */
type ShapeFor<Verb extends string, Given> = AdminValues extends Given
  ? { [V in Verb]?: z.ZodType<Given> }
  : { [V in Verb]: z.ZodType<Given> };
type ShapesFor<S extends AnySource> = { list: z.ZodObject & z.ZodType<Parameters<S['list']>[0]> } & (S extends {
  create(values: infer Creation): unknown;
}
  ? ShapeFor<'create', Creation>
  : unknown) &
  (S extends { update(id: number, values: infer Change): unknown } ? ShapeFor<'update', Change> : unknown);

/** A source of which lists and forms ask what the API asks: `shaped(CourseService, { list: courseList, create: courseCreation, … })`. */
export class ShapedSource {
  constructor(
    readonly type: Type<AdminSource>,
    readonly shapes?: AdminShapes,
  ) {}
}
export const shaped = <S extends AnySource>(type: Type<S>, shapes: ShapesFor<S>): ShapedSource =>
  new ShapedSource(type as unknown as Type<AdminSource>, shapes as AdminShapes);
