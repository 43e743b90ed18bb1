import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `src`, or `dist/src` in the built application. */
const SOURCES = fileURLToPath(new URL('../..', import.meta.url));

/** React components by name: every `.tsx` directly in a `components/` folder of the platform's admin or of a module. @throws when two share a name. */
export function componentFiles(): Map<string, string> {
  const modules = readdirSync(join(SOURCES, 'modules'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const folders = [
    join(SOURCES, 'platform/admin/components'),
    ...modules.map((entry) => join(SOURCES, 'modules', entry.name, 'components')),
  ];
  const found = new Map<string, string>();
  for (const folder of folders) {
    for (const file of filesOf(folder)) {
      const name = basename(file, '.tsx');
      const other = found.get(name);
      if (other) throw new Error(`two back-office components are called ${name}: ${other} and ${join(folder, file)}`);
      found.set(name, join(folder, file));
    }
  }
  return found;
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => /^[A-Z]\w*\.tsx$/.test(file))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
