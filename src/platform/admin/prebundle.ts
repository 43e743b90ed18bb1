// Build step: bundles the components of the platform and of all modules for AdminJS's client, so that no start does.
import AdminJS, { ComponentLoader, type OverridableComponent } from 'adminjs';
import { componentFiles } from './component-files.js';

/** A component of ours that is called as a part of AdminJS takes that part's place. */
class Components extends ComponentLoader {
  take(name: string, file: string): void {
    if ((ComponentLoader.defaultComponents as readonly string[]).includes(name)) this.override(name as OverridableComponent, file);
    else this.add(name, file);
  }
}
const loader = new Components();
for (const [name, file] of componentFiles()) loader.take(name, file);
await new AdminJS({ componentLoader: loader, resources: [] }).initialize();
// the bundler keeps handles open
process.exit(0);
