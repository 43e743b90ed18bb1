import type { Type } from '@nestjs/common';
import type { Text } from '../context/language.js';
import { DeclarationKind } from '../registry/declarations.js';

export interface HomeChart {
  readonly type: 'bar' | 'line' | 'doughnut';
  readonly labels: readonly string[];
  readonly series: readonly { readonly label: Text; readonly values: readonly number[] }[];
}

/** What a card shows now: one figure, a few rows, a chart, or any of them. */
export interface HomeCardContent {
  readonly value?: number | string;
  readonly hint?: Text;
  /** An address inside `/admin`. */
  readonly link?: string;
  readonly rows?: readonly { readonly text: string; readonly value?: string | number; readonly link?: string }[];
  readonly chart?: HomeChart;
}

export interface HomeCardSource {
  /** In the caller's scope. `null` leaves the card out. */
  card(): Promise<HomeCardContent | null>;
}

/** A card of the back office's first page, shown to those who hold the permission. */
export interface HomeCardDefinition {
  readonly name: string;
  readonly label: Text;
  readonly permission: { readonly action: string; readonly subject: string };
  readonly source: Type<HomeCardSource>;
  /** Smaller stands first; 100 without it. */
  readonly position?: number;
  readonly wide?: boolean;
}

export const homeCards = new DeclarationKind<HomeCardDefinition>('home card');
