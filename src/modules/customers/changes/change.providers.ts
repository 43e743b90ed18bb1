import type { Provider, Type } from '@nestjs/common';
import { permissionSets } from '../../../platform/permissions/permission-set.js';
import { settingDefinitions } from '../../../platform/settings/setting-definition.js';
import { ChangeAdmin, changePage, changeSetResource } from './change.admin.js';
import { changeAudit, changeRecordValues, changeRecordWords } from './change.audit.js';
import { ChangeCollection } from './change-collection.service.js';
import { ChangeCulprits } from './change-culprits.service.js';
import { changeTexts } from './change.texts.js';
import { changeDocs } from './change.docs.js';
import { ChangeEnd } from './change-end.service.js';
import { ChangeHandlers } from './change.handlers.js';
import { ChangeItemRepository } from './change-item.repository.js';
import { changeJobs } from './change.jobs.js';
import { ChangeKinds } from './change-kinds.service.js';
import { changePermissions } from './change.permissions.js';
import { ChangeResult } from './change-result.service.js';
import { ChangeRun } from './change-run.service.js';
import { ChangeSetController } from './change-set.controller.js';
import { ChangeSet, CustomerChange } from './change-set.entity.js';
import { ChangeSetRepository } from './change-set.repository.js';
import { ChangeSets } from './change-set.service.js';
import { ChangeSight } from './change-sight.service.js';
import { ChangeTimeline } from './change-timeline.js';
import { ChangeTimelineRepository } from './change-timeline.repository.js';
import { bulkLimitSetting } from './change.settings.js';
import { CustomersNamedRepository } from './customers-named.repository.js';

/** What is done to many customers at once, and taken back: this part of CustomersModule. */
export const changeEntities = [ChangeSet, CustomerChange];
export const changeControllers: Type[] = [ChangeSetController];
export const changeProviders: Provider[] = [
  ChangeAdmin,
  changeAudit,
  ChangeCollection,
  ChangeCulprits,
  changeDocs,
  changeTexts,
  ChangeEnd,
  ChangeHandlers,
  ChangeItemRepository,
  changeJobs,
  ChangeKinds,
  changePage,
  changeRecordValues,
  changeRecordWords,
  ChangeResult,
  ChangeRun,
  ChangeSetRepository,
  changeSetResource,
  ChangeSets,
  ChangeSight,
  ChangeTimeline,
  ChangeTimelineRepository,
  CustomersNamedRepository,
  permissionSets.declare(changePermissions),
  settingDefinitions.declare(bulkLimitSetting),
];
