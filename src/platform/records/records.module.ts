import { Global, Module } from '@nestjs/common';
import { Records } from './records.js';
import { RecordUses } from './record-uses.js';

@Global()
@Module({ providers: [Records, RecordUses], exports: [Records, RecordUses] })
export class RecordsModule {}
