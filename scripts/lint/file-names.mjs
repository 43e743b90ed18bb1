import { basename } from 'node:path';

const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.(ts|tsx|mjs|cjs)$/;
const EMPTY_NAME = /^(utils?|helpers?|misc|base(-.*)?)\./;

/** File names say what a file is for: kebab-case, its role as suffix, no barrels and no drawers for everything. */
export const fileNames = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      barrel: 'No barrels: delete index.ts and let imports name the real file.',
      empty: 'A file is named after what it does, not `{{name}}`: name the one thing it holds, or move each part to where it is used.',
      kebab: 'File names are kebab-case with their role as suffix (`claim.service.ts`), not `{{name}}`.',
    },
  },
  create: (context) => ({
    Program(node) {
      const name = basename(context.filename);
      const messageId = /^index\./.test(name) ? 'barrel' : EMPTY_NAME.test(name) ? 'empty' : KEBAB.test(name) ? undefined : 'kebab';
      if (messageId) context.report({ node, messageId, data: { name }, loc: { line: 1, column: 0 } });
    },
  }),
};
