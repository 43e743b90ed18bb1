import { byWeight, type Candidate, joinRound, type Strategy } from './candidate.js';

/** Each gets his whole quota before the next (REQ-E2): A A A B C C. */
export const blocks: Strategy = {
  code: 'blocks',
  label: { 'zh-CN': '整块分配（按权重依次给满承单数）', en: 'Blocks (each his whole quota before the next)' },
  places: 'perRound',
  compare: (a: Candidate, b: Candidate) => a.round - b.round || byWeight(a, b),
  catchUp: joinRound,
};
