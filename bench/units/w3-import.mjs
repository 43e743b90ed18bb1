// W3: a workbook of 100,000 rows with duplicates and faults; every row has its result.
import { readFileSync } from 'node:fs';
import { databaseNames, withConnection } from '../database.mjs';
import { EVE } from '../data/people.mjs';
import { importFile, importRows } from '../data/import-file.mjs';
import { importByHand } from '../limit/import.mjs';
import { jobDone } from '../product/jobs.mjs';
import { productAddress } from '../servers.mjs';
import { byHand, byProduct, turns, withProduct } from './batch.mjs';

const ROUTE = ['post', '/api/imports'];
const ROWS = 100_000;

const countOf = (list) => list.reduce((counts, kind) => ({ ...counts, [kind]: (counts[kind] ?? 0) + 1 }), {});
const tell = (counts) => `${counts.created ?? 0} created, ${counts.duplicate ?? 0} duplicate, ${counts.invalid ?? 0} invalid`;

/** Sends the file, its columns recognised by their headings. @returns the id of the job. */
async function upload(path, authorization) {
  const form = new FormData();
  form.append('start', 'true');
  form.append('distribute', 'false');
  form.append('file', new Blob([readFileSync(path)]), 'customers.xlsx');
  const answer = await fetch(`${productAddress}${ROUTE[1]}`, { method: 'POST', headers: { authorization }, body: form });
  const said = await answer.json();
  if (!answer.ok || !said.jobId) throw new Error(`${ROUTE[1]} → ${answer.status} ${JSON.stringify(said)}`);
  return said.jobId;
}

export function measureImport({ options }) {
  const failed = [];
  return withProduct(options, { clock: EVE }, async ({ server, tokens, has }) => {
    if (!has(...ROUTE)) return { missing: ROUTE.join(' ') };
    const file = await importFile(options, ROWS);
    const expected = tell(countOf(importRows(options, ROWS).map((row) => row.expected)));
    const differs = (counts) => (tell(counts) === expected ? undefined : `${tell(counts)}, expected ${expected}`);
    const contestants = [
      byHand(options, 'limit', {
        rows: ROWS,
        failed,
        run: () => importByHand(options, file),
        fault: (results) => differs(countOf(results)),
      }),
      byProduct(options, server, {
        rows: ROWS,
        failed,
        run: async () => jobDone(options, await upload(file, tokens.admin)),
        fault: () =>
          withConnection(databaseNames(options).product, async (db) => {
            const [rows] = await db.query('SELECT outcome, COUNT(*) AS n FROM import_row GROUP BY outcome');
            return differs(Object.fromEntries(rows.map((row) => [row.outcome, row.n])));
          }),
      }),
    ];
    return turns(contestants, options, failed, [expected]);
  });
}
