import { Entity, Index } from 'typeorm';
import { idColumn, instantColumn, intColumn, keyColumn } from '../../database/columns.js';

/** How often something was tried in its window; in the database, so that all processes count together. */
@Entity('auth_tries')
@Index('uq_auth_tries_purpose_pairHash', ['purpose', 'pairHash'], { unique: true })
@Index('ix_auth_tries_endsAt', ['endsAt'])
export class AuthTries {
  @idColumn() id: number;
  @keyColumn(20) purpose: string;
  @keyColumn(43) pairHash: string;
  @intColumn() taken: number;
  @instantColumn() endsAt: number;
}
