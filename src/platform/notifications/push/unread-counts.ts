import { Injectable } from '@nestjs/common';
import { NotificationRepository } from '../notification.repository.js';

/** How old a count may be that is given to a stream, in milliseconds. */
const FRESH_FOR = 700;

/** How many messages are unread, for everybody who watches in this process: they are counted at once, not reader by reader. */
@Injectable()
export class UnreadCounts {
  private readonly watchers = new Map<number, number>();
  private counted: { readonly at: number; readonly counts: ReadonlyMap<number, number> } | undefined;
  private counting: Promise<ReadonlyMap<number, number>> | undefined;

  constructor(private readonly notifications: NotificationRepository) {}

  watch(readerId: number): void {
    this.watchers.set(readerId, (this.watchers.get(readerId) ?? 0) + 1);
  }

  leave(readerId: number): void {
    const left = (this.watchers.get(readerId) ?? 1) - 1;
    if (left) this.watchers.set(readerId, left);
    else this.watchers.delete(readerId);
  }

  async of(readerId: number): Promise<number> {
    const { counted } = this;
    if (counted && performance.now() - counted.at < FRESH_FOR && counted.counts.has(readerId)) return counted.counts.get(readerId)!;
    return (await (this.counting ??= this.count())).get(readerId) ?? this.notifications.unread(readerId);
  }

  private async count(): Promise<ReadonlyMap<number, number>> {
    const at = performance.now();
    try {
      const counts = await this.notifications.unreadOfMany([...this.watchers.keys()]);
      this.counted = { at, counts };
      return counts;
    } finally {
      this.counting = undefined;
    }
  }
}
