/** A rule that refuses every node a selector matches, and says what to do instead. */
export const forbid = (selector, message) => ({
  meta: { type: 'problem', schema: [], messages: { instead: message } },
  create: (context) => ({ [selector]: (node) => context.report({ node, messageId: 'instead' }) }),
});

/** A rule that refuses imports of the packages a pattern matches; with `types`, `import type` is still allowed. */
export const forbidImport = (pattern, message, { types = false } = {}) => ({
  meta: { type: 'problem', schema: [], messages: { instead: message } },
  create(context) {
    const isTypeOnly = (node) =>
      node.importKind === 'type' ||
      node.exportKind === 'type' ||
      (node.specifiers?.length > 0 && node.specifiers.every((specifier) => specifier.importKind === 'type'));
    const check = (node) => {
      if (!pattern.test(node.source?.value ?? '')) return;
      if (!(types && isTypeOnly(node))) context.report({ node, messageId: 'instead' });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
});
