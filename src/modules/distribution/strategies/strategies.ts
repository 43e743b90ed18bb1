import { blocks } from './blocks.js';
import type { Strategy } from './candidate.js';
import { interleaved } from './interleaved.js';

export const STRATEGIES: Readonly<Record<string, Strategy>> = { interleaved, blocks };
export const STRATEGY_CODES = Object.keys(STRATEGIES) as [string, ...string[]];
