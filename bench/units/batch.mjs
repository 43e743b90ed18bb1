// What the batch units have in common: one product process that does its jobs itself, every round from the same state.
import { databaseNames, databasePid } from '../database.mjs';
import { restoreState, settle } from '../data/snapshot.mjs';
import { cpuMs, largestChildMB } from '../measured-process.mjs';
import { faultsOfTotals, jobsIdle, pauseSchedules } from '../product/jobs.mjs';
import { takeTurns } from '../rounds.mjs';
import { callers, routesOf, startProduct } from '../servers.mjs';

const WATCH_MS = 100;

/** Runs `work` with the application at an instant; it is stopped afterwards, and the databases are put back. */
export async function withProduct(options, { clock }, work) {
  const names = databaseNames(options);
  for (const name of Object.values(names)) await restoreState(name);
  await pauseSchedules(options);
  const server = await startProduct(options, { role: 'all', clock });
  try {
    await jobsIdle(options, clock);
    return await work({ server, tokens: await callers(options), has: await routesOf() });
  } finally {
    await server.stop();
    for (const name of Object.values(names)) await restoreState(name);
  }
}

/** How long `run` takes, and the processor seconds of the program and of the database. */
async function timed(run, pid, rows) {
  const [from, app, database] = [performance.now(), cpuMs(pid), cpuMs(databasePid())];
  const outcome = await run();
  const seconds = (performance.now() - from) / 1000;
  return {
    outcome,
    rate: rows / seconds,
    seconds,
    appCpu: (cpuMs(pid) - app) / 1000,
    databaseCpu: (cpuMs(databasePid()) - database) / 1000,
  };
}

/** A contestant of hand-written code: `fault()` tells what is wrong with its outcome. */
export function byHand(options, name, { rows, run, fault, failed }) {
  return {
    name,
    prepare: async () => {
      await restoreState(databaseNames(options).limit);
      await settle();
    },
    measure: async () => {
      const { outcome, ...figures } = await timed(run, process.pid, rows);
      const wrong = await fault(outcome);
      if (wrong) failed.push(`${name}: ${wrong}`);
      return figures;
    },
  };
}

/** The product as a contestant: also how much memory it took, and how long nobody else was answered. */
export function byProduct(options, server, { rows, prepare, run, fault, failed }) {
  return {
    name: 'ours',
    prepare: async () => {
      await restoreState(databaseNames(options).product);
      await prepare?.();
      await settle();
      await server.reset();
    },
    measure: async () => {
      let childMB = 0;
      const watch = setInterval(() => (childMB = Math.max(childMB, largestChildMB(server.pid))), WATCH_MS);
      const { outcome, ...figures } = await timed(run, server.pid, rows);
      clearInterval(watch);
      const { peakMB, blockedMs } = await server.figures();
      const wrong = [await fault(outcome), ...(await faultsOfTotals(options))].filter(Boolean);
      if (wrong.length) failed.push(`ours: ${wrong.join('; ')}`);
      return { ...figures, peakMB, childMB, blockedMs };
    },
  };
}

/** Batches are long: three rounds tell as much as five. */
export async function turns(contestants, options, failed, notes) {
  return { lines: await takeTurns(contestants, Math.min(3, options.rounds)), notes, failed };
}
