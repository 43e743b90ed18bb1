import type { Provider, Type } from '@nestjs/common';
import { ProfileAdmin, profileResource } from './profile.admin.js';
import { ProfileController } from './profile.controller.js';
import { profileDocs } from './profile.docs.js';
import { ImportProfile } from './profile.entity.js';
import { ProfileService } from './profile.service.js';
import { ProfileUseService } from './profile-use.service.js';

/** What profiles bring into the module of imports. */
export const profiles = {
  entities: [ImportProfile],
  controllers: [ProfileController] satisfies Type[],
  providers: [ProfileAdmin, ProfileService, ProfileUseService, profileResource, profileDocs] satisfies Provider[],
};
