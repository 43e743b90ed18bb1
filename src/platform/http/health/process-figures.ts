import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { connectionsOf } from '../../database/connections.js';
import { Database } from '../../database/database.js';
import { Figures, measured } from './figures.js';
import { Readiness } from './readiness.js';

/** This process and what it stands on: its parts, its connections to the database. Memory and event loop are prom-client's own. */
@Injectable()
export class ProcessFigures extends Figures {
  readonly metrics = [
    ...measured(
      { tide_ready: { help: 'Whether a part works (1) or fails (0), as /api/health/ready says', labels: ['part'] } },
      async () => {
        const { parts } = await this.readiness.report();
        return { tide_ready: Object.entries(parts).map(([part, state]) => ({ labels: { part }, value: state === 'ok' ? 1 : 0 })) };
      },
    ),
    ...measured(
      {
        tide_database_connections: { help: 'Open connections of this process, at work or idle', labels: ['state'] },
        tide_database_connections_limit: { help: 'The most connections this process opens' },
        tide_database_waiting: { help: 'Callers of this process that wait for a connection' },
        tide_process_role: { help: 'Always 1; what this process does', labels: ['role'] },
      },
      () => {
        const { busy, idle, limit, waiting } = connectionsOf(this.database.manager.dataSource);
        return {
          tide_database_connections: [
            { labels: { state: 'busy' }, value: busy },
            { labels: { state: 'idle' }, value: idle },
          ],
          tide_database_connections_limit: [{ value: limit }],
          tide_database_waiting: [{ value: waiting }],
          tide_process_role: [{ labels: { role: this.config.role }, value: 1 }],
        };
      },
      0,
    ),
  ];

  constructor(
    private readonly readiness: Readiness,
    private readonly database: Database,
    private readonly config: Config,
  ) {
    super();
  }
}
