import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Context } from '../../platform/context/context.js';
import type { Text } from '../../platform/context/language.js';
import { Declarations } from '../../platform/registry/declarations.js';
import { CustomerArrivals, CustomerChild, type TimelineBefore, type TimelineEntry } from './customer.port.js';
import { customerErrors } from './customers.errors.js';

/** Everybody who implements this module's ports. */
@Injectable()
export class CustomerChildren implements OnApplicationBootstrap {
  private children: CustomerChild[] = [];
  private arrivals: CustomerArrivals[] = [];

  constructor(
    private readonly declarations: Declarations,
    private readonly context: Context,
  ) {}

  onApplicationBootstrap(): void {
    this.children = this.declarations.implementationsOf(CustomerChild);
    this.arrivals = this.declarations.implementationsOf(CustomerArrivals);
  }

  /** @throws customer.delete-blocked (409) that names everything in the way. */
  async demandDeletable(customerIds: readonly number[]): Promise<void> {
    const blocking = await this.blocking(customerIds);
    if (blocking.length)
      throw customerErrors['customer.delete-blocked']({ what: blocking.join(this.context.language === 'en' ? ', ' : '、') });
  }

  /** What keeps these customers from being removed, in the caller's language. */
  async blocking(customerIds: readonly number[]): Promise<string[]> {
    const blocking: string[] = [];
    for (const child of this.children) if ((await child.blocksDelete(customerIds)).length) blocking.push(child.name[this.context.language]);
    return blocking;
  }

  async forget(customerIds: readonly number[]): Promise<void> {
    for (const child of this.children) await child.forget(customerIds);
  }

  /** Those of the customers that nothing keeps. */
  async deletable(customerIds: readonly number[]): Promise<number[]> {
    const kept = new Set<number>();
    for (const child of this.children) for (const id of await child.blocksDelete(customerIds)) kept.add(id);
    return customerIds.filter((id) => !kept.has(id));
  }

  async timeline(customerId: number, before: TimelineBefore | undefined, limit: number): Promise<TimelineEntry[]> {
    const entries: TimelineEntry[] = [];
    for (const child of this.children) entries.push(...(await child.timeline(customerId, before, limit)));
    return entries;
  }

  /** @returns what moved, by the keys of those who keep it. @throws what one of them has against it. */
  async reparent(fromId: number, toId: number): Promise<Record<string, readonly number[]>> {
    const moved: Record<string, readonly number[]> = {};
    for (const child of this.children) {
      const ids = await child.reparent(fromId, toId);
      if (ids.length) moved[child.key] = ids;
    }
    return moved;
  }

  async reparentBack(moved: Readonly<Record<string, readonly number[]>>, fromId: number, toId: number): Promise<void> {
    for (const child of this.children) {
      const ids = moved[child.key];
      if (ids?.length) await child.reparent(fromId, toId, ids);
    }
  }

  /** What the records of one of them are called; undefined for a key that none has. */
  nameOf(key: string): Text | undefined {
    return this.children.find((child) => child.key === key)?.name;
  }

  async erase(customerIds: readonly number[]): Promise<void> {
    for (const child of this.children) await child.erase(customerIds);
  }

  /** In the transaction in which they became pending. */
  async arrived(customerIds: readonly number[]): Promise<void> {
    for (const port of this.arrivals) await port.arrived(customerIds);
  }
}
