// Sends a prepared list of requests for some seconds: by wrk where it is installed, else by a client of our own.
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { place } from '../places.mjs';

const SCRIPT = fileURLToPath(new URL('replay.lua', import.meta.url));
let wrk;

/**
 * @param requests `{ method, path, authorization, body? }`, sent round robin.
 * @returns `{ rate, p50, p99, errors, requests }`: answers a second, milliseconds, answers that were no success.
 */
export function sendLoad(port, requests, { seconds, connections }) {
  wrk ??= spawnSync('sh', ['-c', 'command -v wrk']).status === 0;
  return wrk ? byWrk(port, requests, seconds, connections) : byOwnClient(port, requests, seconds, connections);
}

async function byWrk(port, requests, seconds, connections) {
  const file = place('run', `requests-${port}.txt`);
  writeFileSync(file, `${requests.map((r) => [r.method, r.path, r.authorization, r.body ?? ''].join('\t')).join('\n')}\n`);
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '-s', SCRIPT, `http://127.0.0.1:${port}`];
  const child = spawn('wrk', args, { env: { ...process.env, REQUESTS: file }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const chunk of child.stdout) said += chunk;
  const line = /\{"requests".*\}/.exec(said)?.[0];
  if (!line) throw new Error(`wrk said: ${said}`);
  const { microseconds, ...result } = JSON.parse(line);
  return { ...result, rate: (result.requests / microseconds) * 1e6 };
}

/** One request, answered whole. */
export function send(agent, port, { method, path, authorization, body }) {
  return new Promise((resolve, reject) => {
    const headers = { authorization, ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}) };
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (data) => (text += data));
      response.on('end', () => resolve({ status: response.statusCode, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function byOwnClient(port, requests, seconds, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const taken = [];
  let errors = 0;
  let next = 0;
  const from = performance.now();
  const end = from + seconds * 1000;
  const work = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      const { status } = await send(agent, port, requests[next++ % requests.length]).catch(() => ({ status: 0 }));
      if (status < 200 || status >= 300) errors++;
      taken.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  const milliseconds = performance.now() - from;
  agent.destroy();
  taken.sort((a, b) => a - b);
  const at = (share) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? 0;
  return { requests: taken.length, errors, p50: at(0.5), p99: at(0.99), rate: (taken.length / milliseconds) * 1000 };
}
