import { fileURLToPath } from 'node:url';
import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.js';
import { DiskFileStore } from './disk-file-store.js';
import { FileStore } from './file-store.js';
import { fileTexts } from './file-texts.js';
import { FilesCheck } from './files-check.js';
import { Files } from './files.js';
import { StoredFile } from './stored-file.entity.js';
import { StoredFileRepository } from './stored-file.repository.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([StoredFile])],
  providers: [
    { provide: FileStore, inject: [Config], useFactory: (config: Config) => new DiskFileStore(fileURLToPath(config.filesUrl)) },
    ...[Files, StoredFileRepository, FilesCheck],
    fileTexts,
  ],
  exports: [Files, FileStore],
})
export class FilesModule {}
