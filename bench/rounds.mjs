// Contestants take turns, round after round, so that whatever else the machine does meets them alike.
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/**
 * @param contestants `{ name, measure() → { rate, … }, prepare?() }`; the first sets the pace.
 * @returns one line each: medians of all figures, and the median of its rate against the first one's in the same round.
 */
export async function takeTurns(contestants, rounds) {
  const taken = new Map(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { name, prepare, measure } of contestants) {
      await prepare?.();
      taken.get(name).push(await measure());
    }
  }
  const pace = taken.get(contestants[0].name);
  return contestants.map(({ name }) => {
    const all = taken.get(name);
    const figures = Object.fromEntries(Object.keys(all[0]).map((figure) => [figure, median(all.map((one) => one[figure]))]));
    return { name, ...figures, ratio: median(all.map((one, i) => one.rate / pace[i].rate)), rates: all.map((one) => Math.round(one.rate)) };
  });
}
