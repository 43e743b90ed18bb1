import type { Text } from '../context/language.js';
import { DeclarationKind } from '../registry/declarations.js';

/** A page that no form does well; its component talks to `/api` with the staff cookie. */
export interface AdminPageDefinition {
  /** Used in addresses: `/admin/pages/<name>`. */
  readonly name: string;
  readonly label: Text;
  /** Without one it stands in no menu and is reached by links. */
  readonly menu?: string;
  /** Place in its menu, as a resource's. */
  readonly position?: number;
  readonly icon?: string;
  /** `signed-in`: what everybody has of his own. */
  readonly permission: { readonly action: string; readonly subject: string } | 'signed-in';
  /** Name of the component in the module's `components/` folder: `ImportWizard` stands in `import-wizard.tsx`. */
  readonly component: string;
}

export const adminPages = new DeclarationKind<AdminPageDefinition>('admin page');

/** A group of the side menu. Resources and pages name it by its code. */
export interface AdminMenu {
  readonly code: string;
  readonly label: Text;
  /** Name of a Feather icon: `Users`. */
  readonly icon?: string;
  /** Smaller stands higher; 100 without it. */
  readonly position?: number;
}

export const adminMenus = new DeclarationKind<AdminMenu>('admin menu');

/** What stands beside the home page, above all menus. */
export const homeMenu = adminMenus.declare({ code: 'home', label: { 'zh-CN': '首页', en: 'Home' }, icon: 'Home', position: 0 });
