import { apiTags } from '../../../../platform/http/docs/api-tag.js';

export const profileDocs = apiTags.declare({
  name: 'import-profiles',
  one: 'import profile',
  description: 'What the columns and values of one kind of file mean, under a name, for everybody who imports.',
});
