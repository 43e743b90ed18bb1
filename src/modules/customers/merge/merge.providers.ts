import type { Provider, Type } from '@nestjs/common';
import { MergeChildrenRepository } from './merge-children.repository.js';
import { mergePage } from './merge.admin.js';
import { mergeAudit } from './merge.audit.js';
import { MergeController } from './merge.controller.js';
import { CustomerMerge, MergeChange, MergeMoved } from './merge.entity.js';
import { MergeHandlers } from './merge.handlers.js';
import { MergeBars } from './merge-bars.service.js';
import { MergeHandOver } from './merge-hand-over.service.js';
import { MergeHoldings } from './merge-holdings.service.js';
import { MergeListService } from './merge-list.service.js';
import { MergeMoves } from './merge-moves.service.js';
import { MergeParties } from './merge-parties.service.js';
import { MergePreviewService } from './merge-preview.service.js';
import { MergeReach } from './merge-reach.service.js';
import { MergeNotice } from './merge-notice.service.js';
import { MergeReport } from './merge-report.service.js';
import { MergeRepository } from './merge.repository.js';
import { MergeService } from './merge.service.js';
import { MergeSides } from './merge-sides.service.js';
import { MergeSight } from './merge-sight.service.js';
import { MergeTimeline } from './merge.timeline.js';
import { MergeUndoService } from './merge-undo.service.js';
import { MergeValues } from './merge-values.service.js';
import { MergeWords } from './merge-words.service.js';
import { TombstoneRepository } from '../tombstone.repository.js';
import { mergeJobs } from './merge.jobs.js';

/** Two records that are one customer: this part of CustomersModule. */
export const mergeEntities = [CustomerMerge, MergeMoved, MergeChange];
export const mergeControllers: Type[] = [MergeController];
export const mergeProviders: Provider[] = [
  mergeAudit,
  MergeChildrenRepository,
  mergeJobs,
  MergeBars,
  MergeHandlers,
  MergeHandOver,
  MergeHoldings,
  MergeListService,
  MergeMoves,
  mergePage,
  MergeParties,
  MergePreviewService,
  MergeReach,
  MergeNotice,
  MergeReport,
  MergeRepository,
  MergeService,
  MergeSides,
  MergeSight,
  MergeTimeline,
  MergeUndoService,
  MergeValues,
  MergeWords,
  TombstoneRepository,
];
