import { Check, Entity, Index } from 'typeorm';
import type { PrincipalKind } from '../context/actor.js';
import { flagColumn, hugeJsonColumn, idColumn, instantColumn, intColumn, jsonColumn, keyColumn, textColumn } from '../database/columns.js';

export const JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Work for later, written in the transaction that caused it. Redis only carries word of it. */
@Entity('job')
@Index('uq_job_activeKey', ['activeKey'], { unique: true })
@Index('ix_job_state_runAt', ['state', 'runAt'])
@Index('ix_job_state_finishedAt', ['state', 'finishedAt'])
@Index('ix_job_kind', ['kind'])
@Index('ix_job_actorKind_actorId', ['actorKind', 'actorId'])
@Check('ck_job_state', "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')")
export class Job {
  @idColumn() id: number;
  @keyColumn(80) kind: string;
  /** Ids and choices only. */
  @jsonColumn() payload: object;
  @keyColumn(10) state: JobState;
  /** Raised by every claim: a delivery of an earlier one finds nothing. */
  @intColumn() attempt: number;
  /** Tries that ended with an error or with their process, since one got further than all before it. */
  @intColumn() failures: number;
  @instantColumn() runAt: number;
  @instantColumn({ nullable: true }) leaseUntil: number | null;
  @keyColumn(36, { nullable: true }) leasedBy: string | null;
  /** When Redis was last told; 0 for not yet. */
  @instantColumn() sentAt: number;
  /** What a second enqueue joins; `activeKey` is the same as long as the job waits or runs. */
  @keyColumn(190, { nullable: true }) joinKey: string | null;
  @keyColumn(190, { nullable: true }) activeKey: string | null;
  /** Somebody asked for it again while it was running. */
  @flagColumn() rerun: boolean;
  @flagColumn() cancelRequested: boolean;
  @keyColumn(8) actorKind: PrincipalKind;
  @intColumn() actorId: number;
  @intColumn({ nullable: true }) progressDone: number | null;
  @intColumn({ nullable: true }) progressTotal: number | null;
  /** The most that any try reported done. */
  @intColumn({ nullable: true }) furthest: number | null;
  @textColumn(500, { nullable: true }) error: string | null;
  @hugeJsonColumn({ nullable: true }) result: object | null;
  @instantColumn() createdAt: number;
  @instantColumn({ nullable: true }) startedAt: number | null;
  @instantColumn({ nullable: true }) finishedAt: number | null;
}
