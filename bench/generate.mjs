// Fills both databases with the same people, and remembers the state, so that units which change much can start from it again.
import { databaseNames, withConnection } from './database.mjs';
import { fillLimit } from './data/limit-rows.mjs';
import { fillProduct } from './data/product-rows.mjs';
import { keepState, stateOf } from './data/snapshot.mjs';
import { migrate, schemaPrint } from './product/application.mjs';

/** Raised when what is generated or kept changes: databases of another layout are filled again. */
const LAYOUT = 2;

async function fresh(name, fill) {
  await withConnection('', (db) =>
    db.query(`DROP DATABASE IF EXISTS ${name}; CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`),
  );
  const from = performance.now();
  await fill();
  process.stdout.write(`${name}: filled in ${((performance.now() - from) / 1000).toFixed(0)} s\n`);
}

/** Makes what is not there (all of it with `fresh`). */
export async function generate(options) {
  const names = databaseNames(options);
  const people = `${options.customers} ${options.pool} ${options.seed}, layout ${LAYOUT}`;
  const wanted = { limit: people, product: `${people}, schema ${await schemaPrint()}` };
  const missing = async (kind) => options.fresh || (await stateOf(names[kind])) !== wanted[kind];
  const [limit, product] = [await missing('limit'), await missing('product')];
  if (limit || product) process.stdout.write(`Generating ${options.customers} owned customers and ${options.pool} in the pool\n`);
  await Promise.all([
    limit &&
      fresh(names.limit, () => withConnection(names.limit, (db) => fillLimit(db, options))).then(() =>
        keepState(names.limit, wanted.limit),
      ),
    product &&
      fresh(names.product, async () => {
        await migrate(options);
        await withConnection(names.product, (db) => fillProduct(db, options));
      }).then(() => keepState(names.product, wanted.product)),
  ]);
}
