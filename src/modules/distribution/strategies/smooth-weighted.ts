import { beginRound, byWeight, type Candidate, type Strategy } from './candidate.js';

/** The middle of his next place, as a part of the round: whoever comes first there is served. */
const partOf = ({ used, weight }: Candidate): number => (used + 0.5) / Math.max(weight, 1);

/**
 * Weights as shares, spread evenly: 5/3/2 is A B C A A B A C B A. A round gives everybody as many places as he has weight, and somebody who
 * comes back or is new begins where the others are in it, not at its start.
 */
export const smoothWeighted: Strategy = {
  code: 'smooth-weighted',
  label: { 'zh-CN': '按权重平滑分配（权重即份额，均匀穿插）', en: 'Smooth by weight (weights are shares, evenly spread)' },
  places: 'weight',
  compare: (a: Candidate, b: Candidate) => a.round - b.round || partOf(a) - partOf(b) || byWeight(a, b),
  catchUp(candidate, slowest) {
    if (candidate.round > slowest.round) return;
    if (candidate.round < slowest.round) beginRound(candidate, slowest.round);
    const gone = Math.ceil(partOf(slowest) * candidate.weight - 0.5);
    if (gone >= candidate.weight) beginRound(candidate, candidate.round + 1);
    else candidate.used = Math.max(candidate.used, gone);
  },
};
