import type { Provider, Type } from '@nestjs/common';
import { permissionSets } from '../../../platform/permissions/permission-set.js';
import { ViewController } from './view.controller.js';
import { viewDocs } from './view.docs.js';
import { SavedView, SavedViewDefault } from './view.entity.js';
import { viewPermissions } from './view.permissions.js';
import { ViewQuery } from './view-query.service.js';
import { ViewRepository } from './view.repository.js';
import { ViewRights } from './view-rights.service.js';
import { ViewService } from './view.service.js';

/** Views of the list: this part of CustomersModule. */
export const viewEntities = [SavedView, SavedViewDefault];
export const viewControllers: Type[] = [ViewController];
export const viewProviders: Provider[] = [
  viewDocs,
  permissionSets.declare(viewPermissions),
  ViewQuery,
  ViewRepository,
  ViewRights,
  ViewService,
];
