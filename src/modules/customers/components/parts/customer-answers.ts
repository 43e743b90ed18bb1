/** What the API answers, as far as the customer's page shows it; a field that the role does not see is absent. */
export interface Detail {
  id: number;
  number: string;
  name: string;
  masked: boolean;
  phone?: string | null;
  qq?: string | null;
  wechat?: string | null;
  email?: string | null;
  source?: string | null;
  area?: string | null;
  level?: string | null;
  status?: string;
  holding?: string;
  ownerName?: string | null;
  departmentName?: string | null;
  tags?: string[];
  notes?: string | null;
  doNotCall?: boolean;
  doNotMail?: boolean;
}

export interface Contact {
  id: number;
  name: string;
  position: string | null;
  officePhone: string | null;
  mobile: string | null;
  primary: boolean;
}
export interface Contacts {
  items: Contact[];
}

export interface Deadline {
  reclaimAt: string | null;
  explanation: string;
}

export interface Entry {
  kind: string;
  id: number;
  at: string;
  staffName: string | null;
  interaction?: string;
  summary?: string;
  notes?: string | null;
  place?: string | null;
  nextFollowUpAt?: string | null;
  ownerName?: string;
  beganBy?: string;
  /** Where it began when it was not restarted. */
  followUpClockOn?: string | null;
  outcome?: string | null;
  reason?: string | null;
  action?: string;
  fields?: string[];
  title?: string;
  mergeId?: number;
  keptId?: number;
  keptNumber?: string;
  otherNumber?: string;
  otherName?: string;
  undoableUntil?: string | null;
}
export interface Entries {
  items: Entry[];
  nextCursor: string | null;
}
