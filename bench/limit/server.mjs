// The least an HTTP answer can cost: node:http, prepared statements by hand, a verified token, the row rule "mine or my department's".
import { createServer } from 'node:http';
import { connectionPool } from '../database.mjs';
import { verifyToken } from '../tokens.mjs';
import { claim } from './claim.mjs';
import { listCustomers, searchCustomers } from './customers.mjs';
import { recordFollowUp } from './follow-up.mjs';

const { LIMIT_DATABASE, LIMIT_SECRET, LIMIT_PORT } = process.env;
const pool = connectionPool(LIMIT_DATABASE);

function answer(response, { status, body }) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

const bodyOf = (request) =>
  new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (data) => {
      text += data;
      if (text.length > 100_000) request.destroy();
    });
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });

async function handle(request) {
  const { authorization } = request.headers;
  const caller = authorization && verifyToken(authorization.slice('Bearer '.length), LIMIT_SECRET);
  if (!caller) return { status: 401, body: '{}' };
  const { pathname, searchParams } = new URL(request.url, 'http://limit');
  if (pathname === '/customers') {
    const word = searchParams.get('q');
    if (word) return searchCustomers(pool, caller, word);
    return listCustomers(pool, caller, {
      before: Number(searchParams.get('before')) || undefined,
      known: searchParams.get('count') === 'known',
    });
  }
  if (pathname === '/follow-ups') return recordFollowUp(pool, caller, JSON.parse(await bodyOf(request)));
  if (pathname.startsWith('/claims/')) return claim(pool, caller, Number(pathname.slice('/claims/'.length)));
  return { status: 404, body: '{}' };
}

createServer((request, response) => {
  handle(request).then(
    (result) => answer(response, result),
    (error) => {
      process.stderr.write(`${error.stack}\n`);
      answer(response, { status: 500, body: '{}' });
    },
  );
}).listen(Number(LIMIT_PORT), '127.0.0.1');
