import { byWeight, type Candidate, type Strategy } from './candidate.js';

/** Whoever holds the fewest open customers; of several, who has waited longest for one. Rounds rest meanwhile, and numbers per round do not count. */
export const leastOpen: Strategy = {
  code: 'least-open',
  label: { 'zh-CN': '在跟最少优先（给在跟客户最少的人）', en: 'Fewest open (to whoever holds the fewest open customers)' },
  places: null,
  compare: (a: Candidate, b: Candidate) => a.open - b.open || a.lastReceivedAt - b.lastReceivedAt || byWeight(a, b),
  catchUp: () => undefined,
};
