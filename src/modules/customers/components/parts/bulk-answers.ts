/** Why, and how many. */
export interface Reason {
  code: string;
  detail: string;
  count: number;
}
/** What `POST /api/customers/bulk/…?dryRun=1` answers. */
export interface ForecastAnswer {
  matched: number;
  changes: number;
  unchanged: number;
  refused: number;
  reasons: Reason[];
}
/** What an undo would do. */
export interface UndoAnswer {
  matched: number;
  back: number;
  partly: number;
  kept: number;
  conflicts: Reason[];
}
/** What `/api/change-sets/:id` answers. */
export interface ChangeSetAnswer {
  id: number;
  kind: string;
  importId: number | null;
  state: string;
  jobId: number | null;
  what: string;
  matched: number | null;
  done: number;
  changed: number;
  unchanged: number;
  refused: number;
  reasons: Reason[];
  error: string | null;
  createdByName: string | null;
  createdAt: string;
  finishedAt: string | null;
  undoableUntil: string | null;
  undo: {
    state: string;
    jobId: number | null;
    byName: string | null;
    at: string;
    finishedAt: string | null;
    matched: number;
    back: number;
    partly: number;
    kept: number;
    conflicts: Reason[];
    error: string | null;
  } | null;
}
export interface ChangedRow {
  place: number;
  customerId: number;
  number: string;
  name?: string;
  toStaffName?: string | null;
  outcome: string;
  detail?: string;
  conflicts?: { code: string; field?: string; detail: string; byName?: string | null; at?: string | null }[];
}
/** Whom a bulk change means, as its API takes it. */
export type Whom = { ids: number[] } | { filters: Record<string, unknown>; view?: number };
export const UNDER_WAY = ['waiting', 'running'];
