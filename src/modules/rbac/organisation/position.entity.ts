import { Entity, Index } from 'typeorm';
import { flagColumn, idColumn, instantColumn, intColumn, keyColumn, textColumn } from '../../../platform/database/columns.js';

/** What somebody is in the organisation: staff, department supervisor, head (REQ-C4). Titles only; rights come from roles. */
@Entity('job_position')
@Index('uq_job_position_code', ['code'], { unique: true })
@Index('uq_job_position_nameZh', ['nameZh'], { unique: true })
@Index('uq_job_position_nameEn', ['nameEn'], { unique: true })
export class Position {
  @idColumn() id: number;
  @keyColumn(40) code: string;
  @textColumn(64) nameZh: string;
  @textColumn(64) nameEn: string;
  @flagColumn() builtIn: boolean;
  @intColumn() version: number;
  @instantColumn() createdAt: number;
  @instantColumn() updatedAt: number;
}
