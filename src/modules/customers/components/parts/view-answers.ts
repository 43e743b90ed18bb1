import type { Filters } from './list-address';

/** What `/api/saved-views` answers, as far as the list shows it. */
export interface View {
  id: number;
  name: string;
  filters: Filters;
  sort: string | null;
  columns: string[] | null;
  departmentId: number | null;
  departmentName: string | null;
  ownerName: string;
  mine: boolean;
  mayChange: boolean;
  isDefault: boolean;
  usable: boolean;
  faults: { path: string; message: string }[];
  version: number;
}
export interface Views {
  items: View[];
}
export interface Departments {
  items: { id: number; name: string }[];
}

/** What a list shows where no view says otherwise. */
export const USUAL_COLUMNS = [
  'number',
  'name',
  'phone',
  'qq',
  'status',
  'holding',
  'ownerId',
  'lastFollowUpAt',
  'reclaimAt',
  'source',
  'level',
];
