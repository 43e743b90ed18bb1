import { Global, Module } from '@nestjs/common';
import { TextSweep } from './text-sweep.js';

/** Forgetting people where they are named without being referred to. */
@Global()
@Module({ providers: [TextSweep], exports: [TextSweep] })
export class PrivacyModule {}
