import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { Page } from '../../../../platform/http/list-query.js';
import type { RecordKind } from '../../../../platform/records/record-kind.js';
import { Records } from '../../../../platform/records/records.js';
import { tagKey } from '../../tags/tag-key.js';
import { ImportRights } from '../import-rights.service.js';
import { PROFILE_FIELDS, type ProfileBody, type ProfileChange, type ProfileList, profileView, type ProfileView } from './profile.dto.js';
import { ImportProfile } from './profile.entity.js';

const PROFILES: RecordKind<ImportProfile> = {
  entity: ImportProfile,
  subject: 'ImportProfile',
  fields: PROFILE_FIELDS,
  names: ['name'],
  sorts: { name: 'name', updatedAt: 'updatedAt' },
};

/** Mappings under a name: what the columns of one kind of file become (spec 02, Import). */
@Injectable()
export class ProfileService {
  constructor(
    private readonly records: Records,
    private readonly rights: ImportRights,
  ) {}

  list(query: ProfileList): Promise<Page<ProfileView>> {
    return this.records.page(PROFILES, query, profileView);
  }

  /** @throws not-found (404) */
  get(id: number): Promise<ProfileView> {
    return this.records.show(PROFILES, id, profileView);
  }

  /** @throws not-found (404) */
  find(id: number): Promise<ImportProfile> {
    return this.records.find(PROFILES, id);
  }

  /** @throws field.forbidden (403) for fields that the caller may not import, unique.violated (409) for a name that is taken. */
  @Transactional()
  async create(profile: ProfileBody): Promise<ProfileView> {
    this.rights.demand(profile.mapping);
    return this.get(await this.records.add(PROFILES, profile, { nameKey: tagKey(profile.name) }));
  }

  /** @throws not-found (404), field.forbidden (403), stale and unique.violated (409). */
  @Transactional()
  async update(id: number, change: ProfileChange): Promise<ProfileView> {
    const { name, mapping } = change;
    if (mapping) this.rights.demand(mapping);
    await this.records.change(PROFILES, id, change, name === undefined ? {} : { nameKey: tagKey(name) });
    return this.get(id);
  }

  /** Imports that were made with it stay as they are. @throws not-found (404) */
  @Transactional()
  remove(id: number): Promise<void> {
    return this.records.remove(PROFILES, id);
  }
}
