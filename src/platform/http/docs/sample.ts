export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  format?: string;
  minimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
}

/** What fields of these names hold; everything else is made from its type. */
const KNOWN: [RegExp, unknown][] = [
  [/phone|mobile/i, '13800138000'],
  [/^qq$/i, '100010001'],
  [/email/i, 'li.lei@example.cn'],
  [/password/i, 'correct horse battery'],
  [/token/i, 'dGhlIHRva2VuIG9mIHRoZSBsaW5r'],
  [/username|login/i, 'li.lei'],
  [/At$/, '2026-03-02T02:00:00.000Z'],
  [/(^day$|On$|^from$|^to$|Day$)/, '2026-03-02'],
  [/labelZh/, '官方网站'],
  [/labelEn/, 'Web site'],
  [/Cents$/, 128000],
  [/^name$/i, '李雷'],
  [/reason|notes|summary|text/i, '客户要求下周再联系'],
];

/** One value that fits a JSON schema well enough to show what is meant. */
export function sampleOf(schema: JsonSchema, name = '', depth = 0): unknown {
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.length) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const choice = (schema.anyOf ?? schema.oneOf)?.find((option) => option.type !== 'null');
  if (choice) return sampleOf(choice, name, depth);
  const type = Array.isArray(schema.type) ? schema.type.find((t) => t !== 'null') : schema.type;
  if (depth > 5) return null;
  if (type === 'object')
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, sampleOf(value, key, depth + 1)]));
  if (type === 'array') return schema.items ? [sampleOf(schema.items, name.replace(/s$/, ''), depth + 1)] : [];
  const known = KNOWN.find(
    ([pattern, value]) => pattern.test(name) && (type === undefined || typeof value === (type === 'string' ? 'string' : 'number')),
  );
  if (known) return known[1];
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'string') return 'text'.padEnd(schema.minLength ?? 0, 'x').slice(0, schema.maxLength ?? 4);
  return {};
}
