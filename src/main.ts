// The entry point. It imports nothing at the top: on an older Node the database driver would crash before it could say why.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `Tide CRM needs Node 22.13 or later (this is ${process.versions.node}): run it with npm start, which brings its own.\n`,
  );
  process.exit(1);
}

await import('./start.js');

export {};
