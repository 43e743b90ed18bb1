import { Injectable } from '@nestjs/common';
import { ReadinessCheck } from '../http/health/readiness.js';
import { FileStore } from './file-store.js';

@Injectable()
export class FilesCheck extends ReadinessCheck {
  readonly part = 'files';
  /** Everything but uploads and downloads goes on. */
  override readonly neededByRequests = false;

  constructor(private readonly store: FileStore) {
    super();
  }

  check(): Promise<void> {
    return this.store.check();
  }
}
