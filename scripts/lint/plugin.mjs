// The rules of CONTRIBUTING.md a machine can check. Each message says what to do instead; eslint.config.mjs says where each holds.
import { comments } from './comments.mjs';
import { fileNames } from './file-names.mjs';
import { forbid, forbidImport } from './forbid.mjs';
import { transactions } from './transactions.mjs';

const DATABASE_TIME = /\b(NOW\s*\(|CURRENT_TIMESTAMP|UNIX_TIMESTAMP\s*\()/i;

const lookAgain = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer' }],
    messages: { long: '{{lines}} lines: look again whether this file does one thing.' },
  },
  create: (context) => ({
    Program(node) {
      const lines = context.sourceCode.lines.length;
      if (lines > context.options[0]) context.report({ node, messageId: 'long', data: { lines }, loc: { line: 1, column: 0 } });
    },
  }),
};

export const tide = {
  rules: {
    comments,
    'file-names': fileNames,
    transactions,
    'look-again': lookAgain,
    environment: forbid(
      "MemberExpression[object.name='process'][property.name='env'], MemberExpression[object.name='process'][property.value='env'], ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
      'Only platform/config reads process.env: add the variable to its schema and inject Config.',
    ),
    clock: forbid(
      "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date'], CallExpression[callee.object.name='Date'][callee.property.name='now']",
      'Ask the Clock (platform/context) what time it is, so that tests can say it.',
    ),
    'database-time': forbid(
      `Literal[value=${DATABASE_TIME}], TemplateElement[value.raw=${DATABASE_TIME}], ImportSpecifier[imported.name=/^(Create|Update|Delete)DateColumn$/]`,
      'Times come from the Clock, never from the database: pass the instant as a parameter.',
    ),
    dialect: forbid(
      "MemberExpression[property.name='mysql'][object.name='dialect'], MemberExpression[property.name='mysql'][object.property.name='dialect']",
      'Only platform/database asks which database it is: give the difference a word in its Dialect, which dialect.e2e-spec.ts tries on both.',
    ),
    orm: forbidImport(
      /^typeorm($|\/)/,
      'The ORM is used in repositories, entities and platform/database only: put the query into a named method of the repository.',
      { types: true },
    ),
    'transaction-adapter': forbidImport(
      /^@nestjs-cls\/transactional-adapter-typeorm/,
      'Only platform/database knows the adapter: use @Transactional from @nestjs-cls/transactional and the manager of Database.',
    ),
    save: forbid(
      "CallExpression[callee.property.name='save']",
      'No save(): it overwrites what is there. Create with insert, change with a conditional update and look at `affected`.',
    ),
    'few-dependencies': forbid(
      "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>6]",
      'At most six constructor parameters: this class does more than one thing, split it by family of verbs.',
    ),
    'forward-reference': forbid(
      "ImportSpecifier[imported.name='forwardRef'], CallExpression[callee.property.name='forwardRef']",
      'No forwardRef: let upstream export a port that downstream implements, or move the shared part up.',
    ),
    'class-names': forbid(
      'ClassDeclaration[id.name=/^Base([A-Z]|$)|(Utils?|Helpers?)$/]',
      'No Base* and no utils: compose instead of inheriting, and name a class after the one thing it does.',
    ),
  },
};
