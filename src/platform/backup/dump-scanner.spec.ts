import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DumpScanner } from './dump-scanner.js';

async function scan(dump: string, chunk: number): Promise<{ scanner: DumpScanner; text: string }> {
  const scanner = new DumpScanner();
  const bytes = Buffer.from(dump);
  const pieces = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) => bytes.subarray(i * chunk, (i + 1) * chunk));
  const through: Buffer[] = [];
  const sink = new Writable({ write: (piece: Buffer, _encoding, done) => (through.push(piece), done()) });
  await pipeline(Readable.from(pieces), scanner, sink);
  return { scanner, text: Buffer.concat(through).toString() };
}

const HEAD = 'CREATE TABLE `customer` (\n  `id` int(11) NOT NULL\n);\nCREATE TABLE `empty` (\n  `id` int\n);\n';
const MARIADB = `${HEAD}INSERT INTO \`customer\` VALUES\n(1,'Li (Wei)',NULL),\n(2,'it\\'s; (1),(2)\\\\',0xABCD),\n(3,'',-1.5);\nINSERT INTO \`customer\` VALUES\n(4,'x',1);\n-- Dump completed on 2026-11-21\n`;
const MYSQL = `${HEAD}INSERT INTO \`customer\` VALUES (1,'Li (Wei)',NULL),(2,'it\\'s; (1),(2)\\\\',0xABCD),(3,'',-1.5);\nINSERT INTO \`customer\` (\`id\`) VALUES (4,'INSERT INTO \`empty\` VALUES (1)',1);\n-- Dump completed on 2026-11-21\n`;

describe('a dump on its way into a backup', () => {
  it.each([
    ['mariadb-dump, a row a line', MARIADB],
    ['mysqldump, a statement a line', MYSQL],
  ])('rows are counted as %s writes them, whatever strings contain and wherever a piece ends', async (_, dump) => {
    for (const chunk of [1, 7, 64, 10_000]) {
      const { scanner, text } = await scan(dump, chunk);
      expect(Object.fromEntries(scanner.tables)).toEqual({ customer: 4, empty: 0 });
      expect([scanner.completed, text]).toEqual([true, dump]);
    }
  });

  it('a dump that broke off is not complete, though a value says so', async () => {
    expect((await scan(MARIADB.slice(0, -10), 50)).scanner.completed).toBe(true); // the date may differ, the words stand
    expect((await scan(MARIADB.slice(0, MARIADB.indexOf('-- Dump')), 50)).scanner.completed).toBe(false);
    expect((await scan(`${HEAD}INSERT INTO \`customer\` VALUES\n(1,'\\n-- Dump completed'),\n`, 50)).scanner.completed).toBe(false);
  });

  it("leaves out the line that MySQL's own client takes for a command", async () => {
    expect((await scan(`/*M!999999\\- enable the sandbox mode */ \n${MARIADB}`, 100)).text).toBe(MARIADB);
  });
});
