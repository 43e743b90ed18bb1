import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { commonErrors } from '../../../../platform/errors/common.errors.js';
import type { ImportView } from '../import.dto.js';
import { fitted } from '../import-mapping.js';
import { ImportRepository } from '../import.repository.js';
import { ImportRights } from '../import-rights.service.js';
import { ImportService } from '../import.service.js';
import { ImportSight } from '../import-sight.service.js';
import { importErrors } from '../imports.rules.js';
import type { ProfileUse } from './profile.dto.js';
import { ProfileService } from './profile.service.js';

/** A profile becomes the mapping of a file. */
@Injectable()
export class ProfileUseService {
  constructor(
    private readonly profiles: ProfileService,
    private readonly imports: ImportService,
    private readonly repository: ImportRepository,
    private readonly rights: ImportRights,
    private readonly sight: ImportSight,
  ) {}

  /**
   * As far as the file has its columns and the caller may write its fields; what is left out is named.
   * @throws not-found (404), field.forbidden (403) in a colleague's file, import.state (409) once it has been started, stale (409).
   */
  @Transactional()
  async use(importId: number, { profileId, version }: ProfileUse): Promise<ImportView & { missing: string[]; forbidden: string[] }> {
    const imported = await this.imports.find(importId, 'create');
    const { mapping: whole, policy, distribute } = await this.profiles.find(profileId);
    const { mapping, missing, forbidden } = fitted(whole, imported.header, this.rights.writable());
    this.sight.demandMapped(imported, mapping);
    if (imported.state !== 'uploaded') throw importErrors['import.state']();
    if (version !== undefined && version !== imported.version) throw commonErrors.stale();
    if (!(await this.repository.settle(importId, imported.version, { mapping, policy, distribute }))) throw commonErrors.stale();
    return { ...(await this.imports.get(importId)), missing, forbidden };
  }
}
