// Where the bench keeps and runs its things: nothing of it is shared with a developer's own database, Redis or application.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = fileURLToPath(new URL('..', import.meta.url));
export const home = process.env.BENCH_HOME ?? join(tmpdir(), 'tide-bench');
export const place = (...parts) => join(home, ...parts);
export const PORTS = { database: 3316, redis: 6396, limit: 7101, product: 7102, more: 7110 };

mkdirSync(place('run'), { recursive: true });
