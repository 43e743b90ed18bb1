import type { DataSource } from 'typeorm';
import { lockOf } from './guard-data-source.js';

export interface Connections {
  readonly busy: number;
  readonly idle: number;
  readonly limit: number;
  /** Callers who wait for one. */
  readonly waiting: number;
}

/** What mysql2 keeps of its pool and does not document. */
interface Pool {
  readonly config?: { readonly connectionLimit?: number };
  readonly _allConnections?: { readonly length: number };
  readonly _freeConnections?: { readonly length: number };
  readonly _connectionQueue?: { readonly length: number };
}

/** How busy the connections of this process are; SQLite has one, which is held by a transaction at a time. */
export function connectionsOf(source: DataSource): Connections {
  const lock = lockOf(source);
  if (lock) return { busy: lock.held ? 1 : 0, idle: lock.held ? 0 : 1, limit: 1, waiting: lock.waitingCount };
  const { pool } = source.driver as unknown as { pool?: Pool };
  const all = pool?._allConnections?.length ?? 0;
  const idle = pool?._freeConnections?.length ?? 0;
  return { busy: all - idle, idle, limit: pool?.config?.connectionLimit ?? 0, waiting: pool?._connectionQueue?.length ?? 0 };
}
