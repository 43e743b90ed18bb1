import { Injectable } from '@nestjs/common';
import { Scope } from '../../../../platform/permissions/scope.js';
import { CustomerImport } from '../import.entity.js';

/** Imports in the caller's reach. */
@Injectable()
export class ImportReach {
  constructor(private readonly scope: Scope) {}

  async reaches(id: number, action: string): Promise<boolean> {
    return this.scope.query(CustomerImport, 'i', 'Import', action).andWhere('i.id = :id', { id }).getExists();
  }
}
