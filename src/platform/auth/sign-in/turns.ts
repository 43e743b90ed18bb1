/** Work for one key runs one after the other in this process (or a few at once), so that a burst of guesses cannot outrun their count. */
export class Turns {
  private readonly underWay = new Map<string, { busy: number; readonly waiting: (() => void)[] }>();

  constructor(private readonly width = 1) {}

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const lane = this.underWay.get(key) ?? { busy: 0, waiting: [] };
    this.underWay.set(key, lane);
    if (lane.busy >= this.width) await new Promise<void>((resolve) => lane.waiting.push(resolve));
    else lane.busy++;
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      if (next) next();
      else if (--lane.busy === 0) this.underWay.delete(key);
    }
  }
}
