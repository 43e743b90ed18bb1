import { Injectable } from '@nestjs/common';
import { Scope } from '../../../platform/permissions/scope.js';
import { Faults } from '../../../platform/http/faults.js';
import { GrantAuthority } from '../permissions/grant-authority.js';
import { rbacErrors } from '../rbac.errors.js';
import type { Department } from './department.entity.js';
import { DepartmentRepository } from './department.repository.js';

const LONGEST_PATH = 255;
/** An id and its slash. */
const LONGEST_STEP = 12;

/** Where departments stand in the tree, which decides what is in the reach of those above. */
@Injectable()
export class DepartmentMoves {
  constructor(
    private readonly repository: DepartmentRepository,
    private readonly authority: GrantAuthority,
    private readonly scope: Scope,
    private readonly faults: Faults,
  ) {}

  /** Where a new child of `parentId` begins. @throws input.invalid (400), department.too-deep (409) */
  async roomBelow(parentId: number | null): Promise<string> {
    const path = await this.pathBelow(parentId, 'create');
    if (path.length + LONGEST_STEP > LONGEST_PATH) throw rbacErrors['department.too-deep']();
    return path;
  }

  /** As with people who are moved, nobody comes by rows that the caller does not reach. @throws input.invalid (400), rights.beyond-own (403), department.cycle, department.too-deep (409) */
  async move(department: Department, parentId: number | null): Promise<void> {
    const parentPath = await this.pathBelow(parentId, 'update');
    if (parentPath.startsWith(department.path)) throw rbacErrors['department.cycle']();
    const path = `${parentPath}${department.id}/`;
    const longest = (await this.repository.longestPathBelow(department.path)) - department.path.length + path.length;
    if (longest > LONGEST_PATH) throw rbacErrors['department.too-deep']();
    const [was, will] = [above(department.path), above(path)];
    await this.authority.demandMoving(await this.repository.treeOf(department.path), {
      into: will.filter((id) => !was.includes(id)),
      outOf: was.filter((id) => !will.includes(id)),
    });
    await this.repository.movePaths(department.path, path);
  }

  /** Where the children of `parentId` begin. The top belongs to those who reach every department. */
  private async pathBelow(parentId: number | null, action: string): Promise<string> {
    if (parentId === null) {
      if (!this.scope.can(action, 'Department', { id: 0 })) this.faults.demandNone([{ path: 'parentId', code: 'reference.unknown' }]);
      return '/';
    }
    const parent = await this.repository.get(parentId, action);
    if (!parent) this.faults.demandNone([{ path: 'parentId', code: 'reference.unknown' }]);
    return parent!.path;
  }
}

/** The departments over the one at the end of this path. */
const above = (path: string): number[] => path.split('/').filter(Boolean).slice(0, -1).map(Number);
