import type { Provider, Type } from '@nestjs/common';
import { AssignChange } from './assign-change.service.js';
import { BulkController } from './bulk.controller.js';
import { BulkForecasts } from './bulk-forecasts.service.js';
import { BulkService } from './bulk.service.js';
import { EditChange } from './edit-change.service.js';
import { EditJudge } from './edit-judge.service.js';
import { EditNamesRepository } from './edit-names.repository.js';
import { EditRepository } from './edit.repository.js';
import { EditRights } from './edit-rights.service.js';
import { EditUndo } from './edit-undo.service.js';
import { EditWords } from './edit-words.service.js';
import { EditWriting } from './edit-writing.service.js';

/** Changing and handing over many customers at once: this part of CustomersModule. */
export const bulkControllers: Type[] = [BulkController];
export const bulkProviders: Provider[] = [
  AssignChange,
  BulkForecasts,
  BulkService,
  EditChange,
  EditJudge,
  EditNamesRepository,
  EditRepository,
  EditRights,
  EditUndo,
  EditWords,
  EditWriting,
];
