const OUTSIDE = /^(fetch|axios|http(Client|Service)?|mailer|mail|smtp|sms|queues?|redis|sleep|delay)$/i;

/** The names a call goes through: `this.mailer.send(x)` gives mailer, send. */
function namesOf(callee) {
  if (callee.type === 'Identifier' || callee.type === 'PrivateIdentifier') return [callee.name];
  if (callee.type === 'MemberExpression') return [...namesOf(callee.object), ...(callee.computed ? [] : namesOf(callee.property))];
  return callee.type === 'ChainExpression' || callee.type === 'TSNonNullExpression' ? namesOf(callee.expression) : [];
}

const isTransactional = ({ decorators = [] }) =>
  decorators.some(({ expression }) => namesOf(expression.callee ?? expression).includes('Transactional'));

/** Inside a transaction only the database is awaited: a row stays locked for as long as the outside world takes to answer. */
export const transactions = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      outside:
        'Inside @Transactional only the database is asked, not `{{name}}`: write a job row in this transaction (Jobs.enqueue) and do it there.',
    },
  },
  create(context) {
    let method;
    return {
      MethodDefinition: (node) => (method = isTransactional(node) ? node : undefined),
      'MethodDefinition:exit': () => (method = undefined),
      CallExpression(node) {
        const name = method && namesOf(node.callee).find((each) => OUTSIDE.test(each));
        if (name) context.report({ node, messageId: 'outside', data: { name } });
      },
    };
  },
};
