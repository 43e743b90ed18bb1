import type { z } from 'zod';
import type { Text } from '../context/language.js';
import { DeclarationKind } from '../registry/declarations.js';

/** Something operations may change while the product runs: its shape with its limits, and what it is until somebody does. */
export interface SettingDefinition<T> {
  readonly code: string;
  readonly schema: z.ZodType<T>;
  readonly initial: T;
  readonly label: Text;
  readonly help?: Text;
  /** What its values are called, for a choice among few. */
  readonly words?: Readonly<Record<string, Text>>;
  /** Under which it stands on the settings page: code of a permission group, whose name it bears. */
  readonly group: string;
}

export function defineSetting<T>(code: string, options: Omit<SettingDefinition<T>, 'code'>): SettingDefinition<T> {
  return { code, ...options };
}

export const settingDefinitions = new DeclarationKind<SettingDefinition<unknown>>('setting');
