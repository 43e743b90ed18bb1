// Compiles `src` and `migrations` into `dist`, then bundles the back office's components.
// `node scripts/build.mjs --if-needed` does nothing when dist was built from exactly these sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.build-id');
const SOURCES = ['src', 'migrations'];
const SETTINGS = ['package-lock.json', '.swcrc', 'scripts/build.mjs'];

/** Every file below the source folders, as sorted paths relative to the project. */
async function sourceFiles() {
  const lists = SOURCES.filter((name) => existsSync(join(root, name))).map(async (name) => {
    const entries = await readdir(join(root, name), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)));
  });
  return (await Promise.all(lists)).flat().sort();
}

/** Identifies what is built: names and contents, so that a fresh clone and a touched file do not count as changes. */
async function identify(files) {
  const hash = createHash('sha256');
  for (const file of [...files, ...SETTINGS]) {
    hash.update(`${file.split(sep).join('/')}\0`);
    hash.update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

const isTest = (file) => /\.spec\.ts$/.test(file);
// AdminJS bundles its components from their sources, so those are copied as they are.
const isComponent = (file) => file.split(sep).includes('components');
const isCode = (file) => file.endsWith('.ts') && !isComponent(file);

async function compile(files) {
  const { transformFile } = await import('@swc/core');
  await Promise.all(
    files.map(async (file) => {
      const target = join(dist, file);
      await mkdir(dirname(target), { recursive: true });
      if (!isCode(file)) return copyFile(join(root, file), target);
      const output = target.replace(/\.ts$/, '.js');
      const name = output.split(sep).at(-1);
      const { code, map } = await transformFile(join(root, file), {
        cwd: root,
        swcrc: true,
        sourceFileName: relative(dirname(target), join(root, file)),
      });
      await writeFile(output, `${code}\n//# sourceMappingURL=${name}.map\n`);
      await writeFile(`${output}.map`, map);
    }),
  );
}

function bundleAdmin() {
  const entry = join(dist, 'src/platform/admin/prebundle.js');
  if (!existsSync(entry)) return;
  const env = { ...process.env, NODE_ENV: 'production', ADMIN_JS_TMP_DIR: join(dist, 'adminjs'), ADMIN_JS_SKIP_BUNDLE: 'false' };
  const { status } = spawnSync(process.execPath, [entry], { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) {
    process.stderr.write('The back office could not be bundled: see above.\n');
    process.exit(1);
  }
}

// An image may ship dist without its sources: then there is nothing to build, and nothing to throw away.
if (!existsSync(join(root, 'src'))) process.exit(0);

const files = (await sourceFiles()).filter((file) => !isTest(file) && !file.endsWith('.d.ts'));
const id = await identify(files);
const current = existsSync(stamp) && readFileSync(stamp, 'utf8') === id;
if (!(current && process.argv.includes('--if-needed'))) {
  const from = performance.now();
  await rm(dist, { recursive: true, force: true });
  await compile(files);
  bundleAdmin();
  await writeFile(stamp, id);
  process.stdout.write(`Built ${files.length} files in ${((performance.now() - from) / 1000).toFixed(1)} s\n`);
}
