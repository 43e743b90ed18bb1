import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Declarations } from './declarations.js';

@Global()
@Module({ imports: [DiscoveryModule], providers: [Declarations], exports: [Declarations, DiscoveryModule] })
export class RegistryModule {}
