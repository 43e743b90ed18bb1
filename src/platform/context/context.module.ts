import { Global, Module } from '@nestjs/common';
import { BusinessTime } from './business-time.js';
import { Clock } from './clock.js';
import { Context } from './context.js';

@Global()
@Module({ providers: [Clock, BusinessTime, Context], exports: [Clock, BusinessTime, Context] })
export class ContextModule {}
