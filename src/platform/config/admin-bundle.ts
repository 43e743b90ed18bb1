import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the build puts the bundle of the back office: `dist/adminjs`, seen from `dist/src/platform/config`. */
const BUNDLE_FOLDER = fileURLToPath(new URL('../../../adminjs', import.meta.url));

/**
 * Points AdminJS to the bundle made by the build, so that no start bundles again.
 * AdminJS reads both variables when it is first imported, therefore this runs before anything else does.
 */
export function useBuiltAdminBundle(): void {
  if (!existsSync(BUNDLE_FOLDER)) return;
  process.env.ADMIN_JS_TMP_DIR = BUNDLE_FOLDER;
  process.env.ADMIN_JS_SKIP_BUNDLE = 'true';
}
