// Who may import whom. The arrows between modules are declared here and nowhere else: a new one is a decision about the architecture.

/** Module → the modules it may import. Every module may import `rbac` (staff, departments, leave). */
const ARROWS = {
  rbac: [],
  catalog: [],
  customers: ['catalog'],
  distribution: ['customers'],
  opportunities: ['customers', 'distribution'],
  contracts: ['customers', 'opportunities'],
  retention: ['customers', 'contracts'],
  enrollment: ['customers', 'catalog', 'opportunities'],
  booking: ['catalog'],
  teaching: ['enrollment', 'booking'],
  survey: ['enrollment', 'teaching'],
  service: ['customers', 'distribution'],
  workspace: ['customers'],
  portal: ['customers', 'enrollment', 'teaching', 'survey'],
  reports: [],
};

const folders = (names) => `^src/modules/(${names.join('|')})/`;
const WAY_OUT =
  'Let the upstream module export a port (`*.port.ts`) that the downstream one implements, or write a job row in the same transaction; if it truly needs a new arrow, declare it in .dependency-cruiser.mjs.';

const arrows = Object.entries(ARROWS).map(([name, targets]) => {
  const allowed = [...new Set([name, ...(name === 'rbac' ? [] : ['rbac']), ...targets])];
  return {
    name: `arrows-of-${name}`,
    severity: 'error',
    comment: `${name} may import ${allowed.filter((each) => each !== name).join(', ') || 'no other module'}. ${WAY_OUT}`,
    from: { path: `^src/modules/${name}/` },
    // Reports see other modules through ports only.
    to: { path: '^src/modules/', pathNot: [folders(allowed), ...(name === 'reports' ? ['\\.port\\.ts$'] : [])] },
  };
});

export const rules = [
  {
    name: 'platform-knows-no-business',
    severity: 'error',
    comment: 'The platform never imports a module: declare a port in the platform and let the module implement it.',
    from: { path: '^src/platform/' },
    to: { path: '^src/modules/' },
  },
  ...arrows,
  {
    name: 'modules-are-declared',
    severity: 'error',
    comment: 'A module must be in the list of .dependency-cruiser.mjs, with its arrows.',
    from: { path: '^src/' },
    to: { path: '^src/modules/', pathNot: folders(Object.keys(ARROWS)) },
  },
  {
    name: 'only-what-a-module-exports',
    severity: 'error',
    comment:
      'Between modules only services, entities, ports and the manifest are imported: let a service of that module answer instead of reaching for its insides.',
    from: { path: '^src/modules/([^/]+)/' },
    to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '\\.(service|entity|port|module)\\.ts$'] },
  },
  {
    name: 'one-way-through-the-house',
    severity: 'error',
    comment: 'A controller calls a service verb, which owns the transaction and the rules; it never reaches for a repository.',
    from: { path: '\\.controller\\.ts$' },
    to: { path: '\\.repository\\.ts$' },
  },
  {
    name: 'the-demo-stands-on-top',
    severity: 'error',
    comment: 'src/demo composes the whole application, as app.module.ts does; only the start and the tests may import it.',
    from: { path: '^src/', pathNot: ['^src/demo/', '^src/start\\.ts$'] },
    to: { path: '^src/demo/' },
  },
  {
    name: 'no-cycle',
    severity: 'error',
    comment: 'These files need each other to load: move what both need into a file of its own, or ask through a port.',
    from: { path: '^(src|migrations)/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'tests-stay-outside',
    severity: 'error',
    comment: 'The application imports nothing from test, bench or scripts, and no specs.',
    from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
    to: { path: ['^(test|bench|scripts)/', '\\.spec\\.ts$'] },
  },
  {
    name: 'declared-packages-only',
    severity: 'error',
    comment: 'This package is not in package.json: it is here by accident of another one. Add it, pinned.',
    from: { path: '^(src|migrations|test|bench)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-development-packages',
    severity: 'error',
    comment: 'The running application cannot import a devDependency: move it to dependencies.',
    from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'imports-resolve',
    severity: 'error',
    comment: 'Nothing is found under this name.',
    from: { path: '^(src|migrations|test|bench)/' },
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: rules,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/components/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'require', 'types'] },
  },
};
