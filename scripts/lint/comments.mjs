const SWITCH = /^\s*(eslint-(disable|enable)|eslint\s+[\w@/-]+\s*:|prettier-ignore|@ts-(ignore|nocheck)|oxlint-disable)/;
const NOTE_TO_SELF = /\b(TODO|FIXME|XXX|HACK)\b/;

/** Comments neither switch a check off nor put work off. */
export const comments = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      switch: 'No check is switched off in place: change the code, or change the rule for everyone in eslint.config.mjs.',
      note: 'Do it now, or open an issue: nobody reads notes in the source.',
    },
  },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const messageId = SWITCH.test(comment.value) ? 'switch' : NOTE_TO_SELF.test(comment.value) ? 'note' : undefined;
        if (messageId) context.report({ loc: comment.loc, messageId });
      }
    },
  }),
};
