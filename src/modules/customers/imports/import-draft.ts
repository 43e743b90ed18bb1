import type { z } from 'zod';
import type { Language } from '../../../platform/context/language.js';
import type { KeptFault } from '../../../platform/http/validation-messages.js';
import { type Choices, fieldFault, type Meaning, meaningOf, type rowShape } from './import-cell.js';
import { PROFILE_COLUMNS, type ProfileKind } from '../profile-columns.js';
import { isGiven } from './import-columns.js';
import { fieldsOf, type ImportMapping, templateParts } from './import-mapping.js';

export type Cells = readonly (string | null)[];
/** A customer as a row describes him. `courses` are ids. */
export type Draft = z.output<typeof rowShape>;

export interface Drafted {
  /** Absent where there are faults. */
  readonly draft?: Draft;
  readonly faults: readonly KeptFault[];
  /** Fields whose value is new to its dictionary. */
  readonly kept: readonly string[];
}

/** Texts that repeat are understood once; more than so many different ones repeat too seldom. */
const REMEMBERED = 2_000;
const REMEMBERED_LENGTH = 64;
const NONE: readonly never[] = [];

/**
 * Reads the rows of one import: row → customer, or all that is wrong with it. Made once, so that nothing is decided anew for each row;
 * preview and run use the same.
 */
export function rowDrafter(
  mapping: ImportMapping,
  header: readonly string[],
  choices: Choices,
  language: Language,
): (cells: Cells) => Drafted {
  const readers = fieldsOf(mapping).map((name) => ({ name, read: fieldReader(name, mapping, header, choices, language) }));
  return (cells) => {
    const draft: Record<string, unknown> = {};
    let faults: KeptFault[] | undefined;
    let kept: string[] | undefined;
    for (const { name, read } of readers) {
      const meaning = read(cells);
      if (meaning === undefined) continue;
      if (meaning.faults) (faults ??= []).push(...meaning.faults);
      else if (meaning.value !== undefined) draft[name] = meaning.value;
      if (meaning.isNew) (kept ??= []).push(name);
    }
    if (!draft['name'] && !faults?.some(({ path }) => path === 'name')) (faults ??= []).push(fieldFault('name', 'required', language));
    const type = draft['type'] as Draft['type'];
    const mismatched = type && mismatches(draft as Draft, type, language);
    if (mismatched?.length) (faults ??= []).push(...mismatched);
    return faults ? { faults, kept: NONE } : { draft: draft as Draft, faults: NONE, kept: kept ?? NONE };
  };
}

/** What a row says that a customer of this type has no place for. A row that does not say its type is a person's, unless he is there and a company. */
export function mismatches(draft: Draft, type: ProfileKind, language: Language): KeptFault[] {
  const other = type === 'company' ? 'person' : 'company';
  return PROFILE_COLUMNS[other].filter((name) => isGiven(draft[name])).map((name) => fieldFault(name, 'profile.mismatch', language));
}

/** Where a field comes from in a row: its column, else its template, else its default. Undefined: from nowhere. */
function fieldReader(
  name: string,
  mapping: ImportMapping,
  header: readonly string[],
  choices: Choices,
  language: Language,
): (cells: Cells) => Meaning | undefined {
  const places = new Map(header.map((heading, i) => [heading, i]));
  const blank = new Set(mapping.empty?.map((text) => text.trim().toLowerCase()));
  const translations = new Map(Object.entries(mapping.values?.[name] ?? {}));
  const understand = meaningOf(name, choices, language);

  const textOf = (raw: string): string | null => {
    const text = raw.trim();
    return !text || (blank.size && blank.has(text.toLowerCase())) ? null : text;
  };
  const ofCell = remembering((raw) => {
    const text = textOf(raw);
    const meant = text === null ? null : translations.size && translations.has(text) ? translations.get(text)! : text;
    return meant ? understand(meant) : undefined;
  });
  const column = places.get(mapping.columns.find(({ field }) => field === name)?.column ?? '') ?? -1;
  const template = mapping.templates?.[name];
  const parts = template ? templateParts(template) : undefined;
  const fallback = mapping.defaults?.[name] ? understand(mapping.defaults[name]) : undefined;

  /** A template with an empty column makes nothing. */
  const filled = (cells: Cells): string | undefined => {
    let text = '';
    for (const { literal, heading } of parts!) {
      const raw = heading === undefined ? null : cells[places.get(heading) ?? -1];
      const part = heading === undefined ? literal : raw ? textOf(raw) : null;
      if (part === null) return undefined;
      text += part;
    }
    return text;
  };

  return (cells) => {
    const raw = cells[column];
    const own = raw ? ofCell(raw) : undefined;
    if (own) return own;
    const made = parts && filled(cells);
    return made ? understand(made) : fallback;
  };
}

function remembering(read: (text: string) => Meaning | undefined): (text: string) => Meaning | undefined {
  const known = new Map<string, Meaning | undefined>();
  return (text) => {
    const before = known.get(text);
    if (before || known.has(text)) return before;
    const meaning = read(text);
    if (known.size < REMEMBERED && text.length <= REMEMBERED_LENGTH) known.set(text, meaning);
    return meaning;
  };
}
