import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `src`, or `dist/src` in the built application. */
const SOURCES = fileURLToPath(new URL('../..', import.meta.url));

/** `import-wizard.tsx` holds the component `ImportWizard`. */
const nameOf = (file: string): string =>
  basename(file, '.tsx').replace(/(?:^|-)([a-z])/g, (_whole, letter: string) => letter.toUpperCase());

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
      const name = nameOf(file);
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
      .filter((file) => /^[a-z][a-z0-9-]*\.tsx$/.test(file))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
