import { blocks } from './blocks.js';
import type { Strategy } from './candidate.js';
import { interleaved } from './interleaved.js';
import { leastOpen } from './least-open.js';
import { smoothWeighted } from './smooth-weighted.js';

export const STRATEGIES: Readonly<Record<string, Strategy>> = {
  interleaved,
  blocks,
  'smooth-weighted': smoothWeighted,
  'least-open': leastOpen,
};
export const STRATEGY_CODES = Object.keys(STRATEGIES) as [string, ...string[]];
