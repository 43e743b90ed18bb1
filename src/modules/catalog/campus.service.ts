import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { Page } from '../../platform/http/list-query.js';
import type { RecordKind } from '../../platform/records/record-kind.js';
import { Records } from '../../platform/records/records.js';
import { CAMPUS_FIELDS, type CampusChange, type CampusCreation, type CampusList, campusView, type CampusView } from './campus.dto.js';
import { Campus } from './campus.entity.js';

const CAMPUSES: RecordKind<Campus> = {
  entity: Campus,
  subject: 'Campus',
  fields: CAMPUS_FIELDS,
  initial: { address: null, active: true },
  names: ['name'],
  sorts: { name: 'name', createdAt: 'id' },
};

/** 校区: where classes are held (REQ-T10). One that is referred to is deactivated, not deleted. */
@Injectable()
export class CampusService {
  constructor(private readonly records: Records) {}

  list(query: CampusList): Promise<Page<CampusView>> {
    return this.records.page(CAMPUSES, query, campusView);
  }

  /** @throws not-found (404), also for one outside the caller's scope. */
  get(id: number): Promise<CampusView> {
    return this.records.show(CAMPUSES, id, campusView);
  }

  /** @throws unique.violated (409) for a name that is taken. */
  @Transactional()
  async create(campus: CampusCreation): Promise<CampusView> {
    return this.get(await this.records.add(CAMPUSES, campus));
  }

  /** @throws not-found (404), stale (409), unique.violated (409). */
  @Transactional()
  async update(id: number, change: CampusChange): Promise<CampusView> {
    await this.records.change(CAMPUSES, id, change);
    return this.get(id);
  }

  /** @throws not-found (404), in-use (409): one that is referred to is deactivated instead. */
  @Transactional()
  remove(id: number): Promise<void> {
    return this.records.remove(CAMPUSES, id);
  }
}
