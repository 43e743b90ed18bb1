/** Keys in Redis are `<REDIS_PREFIX>:jobs:…`. */
export const QUEUE = 'jobs';
