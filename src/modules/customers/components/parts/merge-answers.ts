/** What the preview of a merge answers; what the caller may not see is not there. */
export interface MergeHead {
  id: number;
  number: string;
  name?: string;
  status?: string;
  holding?: string;
  ownerName?: string | null;
  createdAt?: string;
  lastFollowUpAt?: string | null;
  deleted: boolean;
  version: number;
}
export type MergeChoice = 'kept' | 'other' | 'both';
export interface MergeField {
  field: string;
  label: string;
  choice: MergeChoice;
  keptText: string;
  otherText: string;
  differs: boolean;
  /** Whose value stands is for the caller to say. */
  mayChoose: boolean;
}
export interface MergePreview {
  kept: MergeHead;
  other: MergeHead;
  fields: MergeField[];
  moves: { kind: string; label: string; count: number }[];
  refusal: { code: string; detail: string } | null;
}
export type MergeChoices = Record<string, MergeChoice>;
