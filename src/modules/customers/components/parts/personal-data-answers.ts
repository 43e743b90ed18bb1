/** What `/api/customers/:id/personal-data` answers. */
export interface PersonalData {
  id: number;
  number: string;
  /** Where the reader sees names. */
  name?: string;
  partOf: string | null;
  deleted: boolean;
  counts: Record<string, number>;
  blockedBy: string[];
  mayErase: boolean;
}

/** What `/api/personal-data-requests` answers. */
export interface RequestAnswer {
  id: number;
  kind: 'export' | 'erasure';
  number: string;
  state: string;
  requestedByName: string | null;
  jobId: number | null;
  bytes: number | null;
  file: string | null;
  error: string | null;
  createdAt: string;
  expiresAt: string | null;
}
