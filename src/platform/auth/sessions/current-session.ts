import { Injectable } from '@nestjs/common';
import { ClsService } from 'nestjs-cls';

const NAME = Symbol('session');

/** The sign-in by which the present request came; null for jobs and keys. */
@Injectable()
export class CurrentSession {
  constructor(private readonly cls: ClsService) {}

  get id(): number | null {
    return this.cls.isActive() ? ((this.cls.get(NAME) as number | undefined) ?? null) : null;
  }

  set(id: number): void {
    if (this.cls.isActive()) this.cls.set(NAME, id);
  }
}
