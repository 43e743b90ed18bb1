import { Injectable } from '@nestjs/common';
import { ExplainSubject } from '../rights/explain-subject.port.js';
import { StaffDirectory } from './staff-directory.service.js';

/** Staff rows, for explaining permissions on them. */
@Injectable()
export class StaffExplained extends ExplainSubject {
  readonly subject = 'Staff';

  constructor(private readonly directory: StaffDirectory) {
    super();
  }

  async row(id: number): Promise<Record<string, unknown> | null> {
    const card = await this.directory.get(id);
    return card && { ...card };
  }
}
