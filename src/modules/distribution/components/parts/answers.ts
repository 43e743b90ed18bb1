/** What `/api/distribution/*` answers, as far as the pages show it. */
export interface Round {
  strategy: string;
  strategyText: string;
  round: number;
  line: { staffId: number; name: string; served: boolean }[];
  roster: Member[];
  pending: number;
  /** What the codes of obstacles mean. */
  reasonTexts: Record<string, string>;
  strategies: { code: string; label: string }[];
  allowed: { run: boolean; chooseStrategy: boolean; fairness: boolean; changeQuotas: boolean };
}

export interface Member {
  staffId: number;
  staffName: string;
  weight: number;
  perRound: number;
  round: number;
  used: number;
  open: number;
  maxOpen: number | null;
  outText?: string | null;
  /** Of the present round only. */
  maxUntouched?: number | null;
  untouched?: number;
  ruleMaxOpen?: number | null;
  ruleName?: string | null;
  /** How many more he can take; null: no limit. */
  room?: number | null;
}

/** Why one person could not take how many of those whom nobody could take. */
export interface Obstacle {
  staffId: number;
  staffName: string;
  reasons: Record<string, number>;
}

/** As far as a draft changes it or hands it on. */
export interface Quota {
  id: number;
  staffId: number;
  staffName: string;
  weight: number;
  perRound: number;
  maxOpen: number | null;
  maxUntouched: number | null;
  activeFrom: string | null;
  activeTo: string | null;
  filters: unknown;
  version: number;
}

export interface QuotaPage {
  items: Quota[];
  nextCursor: string | null;
}

interface Waiting {
  customerId: number;
  customerNumber: string;
  customerName: string | null;
}

export interface Preview {
  pending: number;
  decisions: (Waiting & { staffName: string; round: number | null; position: number | null; backToOwner: boolean })[];
  refusals: (Waiting & { text: string })[];
  obstacles: Obstacle[];
  reasonTexts: Record<string, string>;
  totals: { staffId: number; staffName: string; n: number }[];
}

export interface Fairness {
  total: number;
  items: { staffId: number; staffName: string; received: number; expected: number; difference: number; outText: string | null }[];
}

export interface Why {
  customerId: number;
  customerNumber: string;
  customerName: string | null;
  customerInReach: boolean;
  explanation: string;
  at: string;
  skipped: { staffId: number; staffName: string | null; text: string }[];
  absent: { staffId: number; staffName: string; text: string }[];
  roster: Member[];
}
