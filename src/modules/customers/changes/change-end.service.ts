import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { ChangeKinds } from './change-kinds.service.js';
import type { ChangeSet, ChangeState } from './change-set.entity.js';
import { ChangeSetRepository, type Way } from './change-set.repository.js';

const UNDER_WAY: readonly ChangeState[] = ['waiting', 'running'];
type Ending = 'done' | 'cancelled' | 'failed';

/** How a change set, or its undo, ends: state, one entry in the log whose detail are its rows, and whoever else is told, in one transaction. */
@Injectable()
export class ChangeEnd {
  constructor(
    private readonly sets: ChangeSetRepository,
    private readonly kinds: ChangeKinds,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @returns false when it had ended before. */
  @Transactional()
  async end(setId: number, way: Way, state: Ending, error: string | null = null): Promise<boolean> {
    const at = this.clock.now();
    const text = error?.slice(0, 500) ?? null;
    const ended =
      way === 'do'
        ? await this.sets.change(setId, UNDER_WAY, { state, error: text, finishedAt: at })
        : await this.sets.changeUndo(setId, UNDER_WAY, { undoState: state, undoError: text, undoFinishedAt: at });
    if (!ended) return false;
    const set = (await this.sets.get(setId))!;
    const kind = this.kinds.of(set.kind);
    await this.audit.record({
      ...(kind.about(set) ?? { subject: 'Customer', subjectId: `changes-${setId}` }),
      action: way === 'do' ? kind.action : `${kind.action}-undo`,
      detail: { ...(way === 'do' ? { ...set.what, ...countsOf(set) } : undoneOf(set)), ...(state === 'done' ? {} : { state }) },
    });
    await (way === 'do' ? kind.ended(set) : kind.undone(set));
    return true;
  }
}

const countsOf = ({ changed, unchanged, refused, missing }: ChangeSet) => ({ changed, unchanged, refused: refused + missing });
const undoneOf = ({ back, partly, kept }: ChangeSet) => ({ back, partly, kept });
