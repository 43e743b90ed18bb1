import type { AdminProperty } from '../../platform/admin/admin-resource.js';
import type { AdminOutcome } from '../../platform/admin/admin-source.js';
import { heldBy } from '../../platform/permissions/permission-set.js';

/** What the customers module asks of those who stand on it. Implementations are found at start and called inside the transaction. */

export interface TimelineEntry {
  /** `interaction`, `ownership`, `change`, `enrollment`, `payment` … */
  readonly kind: string;
  /** Of the record it is about, unique with the kind. */
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Who did it; null: the system. */
  readonly staffId: number | null;
  /** What a client shows; instants as ISO strings, no contact data. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Fields of the customer that the entry tells: whoever may not see one of them is not told it. */
  readonly tells?: readonly string[];
}

/** Entries strictly before this place, newest first. */
export interface TimelineBefore {
  readonly at: number;
  readonly kind: string;
  readonly id: number;
}

/** Port: whoever keeps records of a customer (enrollments, contracts, tickets, opportunities …). */
export abstract class CustomerChild {
  /** Shown where it blocks a deletion: `{ 'zh-CN': '合同', en: 'contracts' }`. */
  abstract readonly name: { readonly 'zh-CN': string; readonly en: string };
  /** Those of the customers that may not be deleted because of these records. */
  abstract blocksDelete(customerIds: readonly number[]): Promise<readonly number[]>;
  /** At most `limit` entries at or before `before.at` (all without it), newest first; the caller's permission to see them is checked here. */
  abstract timeline(customerId: number, before: TimelineBefore | undefined, limit: number): Promise<readonly TimelineEntry[]>;
  /**
   * A merge: what was `fromId`'s becomes `toId`'s. A refusal (two active contracts, two student accounts: 409) refuses the merge.
   * @returns the ids of the records that moved. The undo moves those of them (`onlyIds`) back that are still `fromId`'s.
   */
  abstract reparent(fromId: number, toId: number, onlyIds?: readonly number[]): Promise<readonly number[]>;
  /** Under which a merge remembers what moved; unique among the implementations, at most 40 characters. */
  get key(): string {
    return this.constructor.name;
  }
  /** Before customers are removed for good. */
  abstract erase(customerIds: readonly number[]): Promise<void>;
  /** Somebody's personal data are erased: rows and figures stay, whatever in them tells of him goes, and so do files. For good, in the caller's transaction. */
  abstract forget(customerIds: readonly number[]): Promise<void>;
}

/** Port: whoever takes care of customers that have become pending (distribution). */
export abstract class CustomerArrivals {
  abstract arrived(customerIds: readonly number[]): Promise<void>;
}

/** What it means that customers go to a colleague, from whichever list. */
export const handOverTold = {
  'zh-CN':
    '接收人会收到消息，期限从今天重新计算；转出自己名下的或转给自己的客户，期限不变。自己名下的客户转出后，只有接收人或主管能再转回来。',
  en: 'The colleague is told, and the deadlines start anew today; those of customers you hand on of your own, or take over yourself, go on as they stand. A customer of your own can then be given back by that colleague or a manager only.',
} as const;

/** What is asked before customers go to a colleague, from whichever list. */
export const handOverInputs: readonly AdminProperty[] = [
  { name: 'toStaffId', label: { 'zh-CN': '转交给', en: 'To' }, type: 'reference', reference: 'staff', required: true },
  { name: 'reason', label: { 'zh-CN': '原因', en: 'Reason' }, type: 'string' },
  {
    name: 'override',
    permission: 'assign Customer',
    label: { 'zh-CN': '忽略“曾失去该客户”', en: 'Although he lost the customer before' },
    type: 'boolean',
    help: { 'zh-CN': '仅主管可用，不能用于自己，会写入日志', en: 'For managers, never for oneself; it is logged' },
  },
];

/** Port: whoever hands customers over to colleagues (distribution). */
export abstract class CustomerHandOver {
  /** A single one, also by his owner. `inputs` are those of `handOverInputs`. @throws why he stays where he is. */
  abstract handOver(customerId: number, inputs: Readonly<Record<string, unknown>>): Promise<AdminOutcome>;
  /** `inputs` are those of `handOverInputs`. What cannot move is named, the rest moves. @throws what is wrong with the colleague. */
  abstract assign(customerIds: readonly number[], inputs: Readonly<Record<string, unknown>>): Promise<AdminOutcome>;
}

/** `scopes` for the permissions of what belongs to a customer: it is reached through him, so rules name his owner and department. */
export const throughCustomer = heldBy('ownerId');
