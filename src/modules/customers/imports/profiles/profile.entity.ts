import { Check, Column, Entity, Index } from 'typeorm';
import { flagColumn, idColumn, instantColumn, jsonColumn, keyColumn, textColumn } from '../../../../platform/database/columns.js';
import type { DuplicatePolicy } from '../import.entity.js';
import type { ImportMapping } from '../import-mapping.js';

/** What the columns of one kind of file become, kept for the next one; for everybody who imports. */
@Entity('import_profile')
@Check('ck_import_profile_policy', `policy IN ('skip', 'update', 'reject')`)
@Index('uq_import_profile_nameKey', ['nameKey'], { unique: true })
export class ImportProfile {
  @idColumn() id: number;
  @textColumn(64) name: string;
  /** `tagKey(name)` */
  @keyColumn(200) nameKey: string;
  @jsonColumn() mapping: ImportMapping;
  @keyColumn(10) policy: DuplicatePolicy;
  @flagColumn() distribute: boolean;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
  @Column({ type: 'int', default: 1 }) version: number;
}
