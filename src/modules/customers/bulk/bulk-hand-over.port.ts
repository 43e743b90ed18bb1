/** What the bulk verbs ask of those who hand customers over (distribution). */

export interface Wish {
  readonly customerId: number;
  readonly toStaffId: number;
}
export interface HandOverManner {
  readonly reason?: string | null | undefined;
  readonly override?: boolean | undefined;
}
/** One who has gone to a colleague, and what taking him back needs; only whoever made it reads it. */
export interface HandedOver extends Wish {
  readonly moved: Readonly<Record<string, unknown>>;
}
/** Why not, as a code; null: nothing is in the way. */
export type InTheWay = string | null;

/** Port: hand-overs of many customers, with the rules of single ones. The caller's transaction, log and messages at the end. */
export abstract class BulkHandOver {
  /** @throws customer.receiver-unknown (404), customer.assignee-inactive, customer.assignee-cannot-hold (409): what is wrong with one of them for all of these. */
  abstract demandReceivers(staffIds: readonly number[], customerIds: readonly number[]): Promise<void>;
  /** What would be in the way now; `room`: how many more each of them may hold, kept from one part to the next. Writes nothing. */
  abstract forecast(wishes: readonly Wish[], manner: HandOverManner, room: Map<number, number>): Promise<Map<number, InTheWay>>;
  /** What can move moves. @returns by customer what is in the way, or what moved. */
  abstract handOver(wishes: readonly Wish[], manner: HandOverManner): Promise<Map<number, string | HandedOver>>;
  /** Gives them back to whoever had them, where the receiver still has them and did nothing with them. */
  abstract takeBack(handed: readonly HandedOver[], options: { readonly dry: boolean }): Promise<Map<number, InTheWay>>;
  /** Once, at the end: receivers and former owners hear of it. */
  abstract tell(handed: readonly HandedOver[]): Promise<void>;
  abstract tellTakenBack(handed: readonly HandedOver[]): Promise<void>;
}
