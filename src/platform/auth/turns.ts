/** Work for one key runs one after the other in this process, so that a burst of guesses cannot outrun their count. */
export class Turns {
  private readonly underWay = new Map<string, Promise<unknown>>();

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.underWay.get(key) ?? Promise.resolve()).then(work, work);
    this.underWay.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.underWay.get(key) === turn) this.underWay.delete(key);
    }
  }
}
