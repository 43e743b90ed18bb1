import type { Provider, Type } from '@nestjs/common';
import { ImportChange } from './import-change.service.js';
import { ImportEmptying } from './import-emptying.service.js';
import { ImportReach } from './import-reach.repository.js';
import { ImportUndoController } from './import-undo.controller.js';
import { ImportUndoFilled } from './import-undo-filled.service.js';
import { ImportUndoMade } from './import-undo-made.service.js';
import { ImportUndoRepository } from './import-undo.repository.js';
import { ImportUndoService } from './import-undo.service.js';

/** Taking imports back: this part of CustomersModule, since it deletes and changes customers as that does. */
export const importUndoControllers: Type[] = [ImportUndoController];
export const importUndoProviders: Provider[] = [
  ImportChange,
  ImportEmptying,
  ImportReach,
  ImportUndoFilled,
  ImportUndoMade,
  ImportUndoRepository,
  ImportUndoService,
];
