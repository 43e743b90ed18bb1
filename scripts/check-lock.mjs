// Fails when package-lock.json does not serve every platform: each entry's optionalDependencies (the native builds) must be entries of
// the lock too. `npm ci` refuses such a lock, and `npm install` would leave macOS or Windows without the native part.
// It also wants the hash of every entry.
import { readFileSync } from 'node:fs';

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/** Looks a dependency up as Node does: beside the package, then in each folder above it. */
function isLocked(from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('node_modules/') - 1, 0))) {
    if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

const faults = [];
for (const [path, entry] of Object.entries(packages)) {
  const missing = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !isLocked(path, name));
  if (missing.length > 0) faults.push(`${path}@${entry.version} lacks ${missing.join(', ')}`);
  if (path !== '' && !entry.link && !entry.inBundle && !entry.integrity) faults.push(`${path}@${entry.version} has no hash`);
}

if (faults.length > 0) {
  process.stderr.write(`package-lock.json does not serve every platform:\n  ${faults.join('\n  ')}\n`);
  process.stderr.write('Pin or override the package to its newest release whose platform packages all exist, and make the lock anew.\n');
  process.exit(1);
}
process.stdout.write(`package-lock.json serves every platform (${Object.keys(packages).length - 1} packages)\n`);
