import { Entity, Index } from 'typeorm';
import { idColumn, instantColumn, intColumn, keyColumn } from '../../database/columns.js';

/** How often somebody has done something within a stretch of time, or one of the turns that a stretch allows; shared by all processes. */
@Entity('throttle_window')
@Index('uq_throttle_window_place', ['place'], { unique: true })
@Index('ix_throttle_window_endsAt', ['endsAt'])
export class ThrottleWindow {
  @idColumn() id: number;
  /** Hash of what is counted for whom. */
  @keyColumn(64) place: string;
  @intColumn() used: number;
  @instantColumn() endsAt: number;
}
