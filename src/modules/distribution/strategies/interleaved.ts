import { byWeight, type Candidate, joinRound, type Strategy } from './candidate.js';

/** Round the list again and again, one customer to each who still has quota in this round (REQ-E2): A B C A C A. */
export const interleaved: Strategy = {
  code: 'interleaved',
  label: { 'zh-CN': '轮流分配（每人一个，循环到用完承单数）', en: 'Interleaved (one each, again and again until the quotas are used)' },
  places: 'perRound',
  compare: (a: Candidate, b: Candidate) => a.round - b.round || a.used - b.used || byWeight(a, b),
  catchUp: joinRound,
};
