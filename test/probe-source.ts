import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { guardDataSource } from '../src/platform/database/guard-data-source.js';
import { newWorld, STACK } from './app.js';

/** A guarded database of the present stack with tables of the test's own, without the application. */
export async function probeSource(entities: EntityTarget<ObjectLiteral>[]): Promise<{ source: DataSource; close(): Promise<void> }> {
  const world = await newWorld();
  const place =
    STACK === 'mysql'
      ? { type: 'mariadb', url: world.env['DATABASE_URL'], charset: 'utf8mb4', supportBigNumbers: true, bigNumberStrings: false }
      : { type: 'better-sqlite3', database: ':memory:' };
  const source = await guardDataSource(new DataSource({ ...place, entities, synchronize: true } as DataSourceOptions)).initialize();
  return {
    source,
    close: async () => {
      await source.destroy();
      await world.close();
    },
  };
}
