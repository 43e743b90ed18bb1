import { Global, Module } from '@nestjs/common';
import { ClsPluginTransactional } from '@nestjs-cls/transactional';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClsModule } from 'nestjs-cls';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Config } from '../config/config.js';
import { Database } from './database.js';
import { dataSourceOptions, openDataSource } from './data-source.js';
import { Dialect } from './dialect.js';
import { DatabaseRefusals } from './database-refusals.js';
import { RetryingTypeOrmAdapter } from './retrying-adapter.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: async (config: Config) => ({ ...(await dataSourceOptions(config)), autoLoadEntities: true, retryAttempts: 0 }),
      dataSourceFactory: (options) => openDataSource(options as DataSourceOptions),
    }),
    ClsModule.forRoot({
      global: true,
      plugins: [
        new ClsPluginTransactional({ imports: [TypeOrmModule], adapter: new RetryingTypeOrmAdapter({ dataSourceToken: DataSource }) }),
      ],
    }),
  ],
  providers: [
    Database,
    DatabaseRefusals,
    { provide: Dialect, inject: [DataSource], useFactory: (source: DataSource) => new Dialect(source.options.type !== 'better-sqlite3') },
  ],
  exports: [Database, DatabaseRefusals, Dialect, TypeOrmModule],
})
export class DatabaseModule {}
