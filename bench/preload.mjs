// Loaded into each measured server before its own code: sets its clock, and answers how much memory it has used and how long it was blocked.
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

// children of a measured server inherit this file: they get the clock, but do not answer
const { BENCH_CLOCK, BENCH_PARENT } = process.env;
if (BENCH_CLOCK) {
  const real = Date.now;
  const shift = Number(BENCH_CLOCK) - Number(process.env.BENCH_STARTED);
  Date.now = () => real() + shift;
}

if (BENCH_PARENT === String(process.ppid) && process.channel) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const memory = (field) => Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;
  process.on('message', (question) => {
    if (question?.bench === 'reset') delay.reset();
    if (question?.bench)
      process.send({ bench: question.bench, peakMB: memory('VmHWM'), residentMB: memory('VmRSS'), blockedMs: delay.max / 1e6 });
  });
  // nobody is left to ask
  process.on('disconnect', () => process.exit());
  process.channel.unref();
}
