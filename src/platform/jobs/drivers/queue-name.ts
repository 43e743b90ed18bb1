/** Keys in Redis are `{<REDIS_PREFIX>}:jobs:…`: what stands in braces puts them into one slot, as its scripts need in a cluster. */
export const QUEUE = 'jobs';
