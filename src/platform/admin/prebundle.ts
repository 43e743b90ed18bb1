// Build step: bundles the components of the platform and of all modules for AdminJS's client, so that no start does.
import AdminJS, { ComponentLoader, type OverridableComponent } from 'adminjs';
import { componentFiles } from './component-files.js';

const loader = new ComponentLoader();
/** Parts of AdminJS that ours replace, by their names there. */
const REPLACED = new Set(['TopBar', 'SidebarResourceSection', 'SidebarPages', 'DefaultPropertyValue', 'NoticeBox']);
for (const [name, file] of componentFiles()) {
  if (REPLACED.has(name)) loader.override(name as OverridableComponent, file);
  else loader.add(name, file);
}
await new AdminJS({ componentLoader: loader, resources: [] }).initialize();
// the bundler keeps handles open
process.exit(0);
