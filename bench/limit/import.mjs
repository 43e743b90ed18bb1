// W3 by hand: scan, check, stage by LOAD DATA, drop who is known, insert the rest; one result a row.
import { writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { databaseNames, withConnection } from '../database.mjs';
import { HEADINGS, LABELS } from '../data/import-file.mjs';
import { place } from '../places.mjs';
import { scanWorkbook } from './scan-workbook.mjs';

const codes = (labels) => new Map(labels.map((label, i) => [label, i + 1]));
const [GENDER, EDUCATION, EXPERIENCE, WORK_STATUS, SOURCE] = ['gender', 'education', 'experience', 'workStatus', 'source'].map((list) =>
  codes(LABELS[list]),
);
const COLUMNS = 'qq,phone,name,gender,education,graduation_school,major,experience,work_status,company,salary,source'.split(',');
const NUMBERS = new Set(['gender', 'education', 'experience', 'work_status', 'source']);
const STAGE = `CREATE OR REPLACE TEMPORARY TABLE stage (n INT UNSIGNED PRIMARY KEY, ${COLUMNS.map((c) => `${c} ${NUMBERS.has(c) ? 'TINYINT' : 'VARCHAR(64)'}`).join(', ')}) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;

/** The row as the table wants it; undefined when it is faulty. */
function checked(c) {
  if (!c[0] || !/^\d{5,12}$/.test(c[0]) || !c[1] || !/^1\d{10}$/.test(c[1]) || !c[2] || c[2].length > 16) return undefined;
  const row = [
    c[0],
    c[1],
    c[2],
    GENDER.get(c[3]),
    EDUCATION.get(c[4]),
    c[5],
    c[6],
    EXPERIENCE.get(c[7]),
    WORK_STATUS.get(c[8]),
    c[9],
    c[10],
    SOURCE.get(c[11]),
  ];
  return row.includes(undefined) ? undefined : row;
}

function readFile(file) {
  const results = [];
  const good = [];
  const [qqs, phones] = [new Set(), new Set()];
  let heading = true;
  scanWorkbook(file, HEADINGS.length, (cells) => {
    if (heading) {
      heading = false;
      return;
    }
    const row = checked(cells);
    if (!row) results.push('invalid');
    else if (qqs.has(row[0]) || phones.has(row[1])) results.push('duplicate');
    else {
      qqs.add(row[0]);
      phones.add(row[1]);
      good.push([results.length, ...row]);
      results.push('created');
    }
  });
  return { results, good };
}

function* lines(rows) {
  for (let i = 0; i < rows.length; i += 2000) {
    const text = rows
      .slice(i, i + 2000)
      .map((row) => `${row.join('\t')}\n`)
      .join('');
    yield Buffer.from(text);
  }
}

/** @returns what became of each row, in their order. */
export async function importByHand(options, file) {
  const { results, good } = readFile(file);
  await withConnection(databaseNames(options).limit, async (db) => {
    await db.query(STAGE);
    await db.query({
      sql: `LOAD DATA LOCAL INFILE 'rows' INTO TABLE stage CHARACTER SET utf8mb4 (n, ${COLUMNS})`,
      infileStreamFactory: () => Readable.from(lines(good), { objectMode: false }),
    });
    const known = 'SELECT n FROM stage s JOIN customer c ON c.qq = s.qq UNION SELECT n FROM stage s JOIN customer c ON c.phone = s.phone';
    const [duplicates] = await db.query({ sql: known, rowsAsArray: true });
    for (const [n] of duplicates) results[n] = 'duplicate';
    if (duplicates.length) await db.query(`DELETE FROM stage WHERE n IN (${duplicates.map(([n]) => n).join(',')})`);
    await db.query(`INSERT INTO customer (${COLUMNS}, status, created_at) SELECT ${COLUMNS}, 2, NOW() FROM stage ORDER BY n`);
  });
  writeFileSync(place('run', 'import.result'), results.join('\n'));
  return results;
}
