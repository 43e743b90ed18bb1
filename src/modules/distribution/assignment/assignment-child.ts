import { Injectable } from '@nestjs/common';
import { CustomerChild, type TimelineEntry } from '../../customers/customer.port.js';
import { AssignmentRepository } from './assignment.repository.js';

/** Why a customer went to whom goes with him where his record is merged into another one. */
@Injectable()
export class AssignmentChild extends CustomerChild {
  readonly name = { 'zh-CN': '分配记录', en: 'assignments' };

  constructor(private readonly assignments: AssignmentRepository) {
    super();
  }

  blocksDelete(): Promise<readonly number[]> {
    return Promise.resolve([]);
  }

  /** Ownerships tell it. */
  timeline(): Promise<readonly TimelineEntry[]> {
    return Promise.resolve([]);
  }

  reparent(fromId: number, toId: number, onlyIds?: readonly number[]): Promise<readonly number[]> {
    return this.assignments.reparent(fromId, toId, onlyIds);
  }

  /** They mean nothing without him, and go with his row. */
  erase(): Promise<void> {
    return Promise.resolve();
  }

  /** An assignment tells of colleagues alone. */
  forget(): Promise<void> {
    return Promise.resolve();
  }
}
