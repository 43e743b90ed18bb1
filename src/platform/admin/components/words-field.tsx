import React from 'react';
import { FormGroup, FormMessage } from '@adminjs/design-system';
import { type EditPropertyProps, PropertyLabel, useTranslation } from 'adminjs';

const PANE: React.CSSProperties = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(170px, 100%), 1fr))',
  gap: '4px 12px',
  maxHeight: 160,
  overflowY: 'auto',
  border: '1px solid #b8c6d2',
  borderRadius: 6,
  padding: '8px 10px',
};
const SEPARATOR = '、';
const wordsOf = (text: unknown): string[] =>
  String(text ?? '')
    .split(/[,，、;；\n]/)
    .map((word) => word.trim())
    .filter(Boolean);

/** Several words of a dictionary, ticked instead of typed; what is stored and no longer in it stays to be unticked. */
const WordsField: React.FC<EditPropertyProps> = ({ property, record, onChange }) => {
  const { path } = property;
  const { translateProperty } = useTranslation();
  const chosen = wordsOf(record.params[path]);
  const known = (property.availableValues ?? []).map(({ label, value }) => label ?? String(value));
  const error = record.errors?.[path];
  const tick = (word: string, on: boolean) =>
    onChange(path, (on ? [...chosen, word] : chosen.filter((other) => other !== word)).join(SEPARATOR));
  return (
    <FormGroup error={Boolean(error)}>
      <PropertyLabel property={property} />
      <div
        style={PANE}
        role="group"
        aria-label={translateProperty(property.label, property.resourceId)}
        id={path}
        data-testid={`words-${path}`}
      >
        {[...known, ...chosen.filter((word) => !known.includes(word))].map((word) => (
          <label key={word} style={{ display: 'flex', gap: 6, alignItems: 'center', fontSize: 14, minWidth: 0 }}>
            <input type="checkbox" checked={chosen.includes(word)} onChange={(event) => tick(word, event.target.checked)} />
            <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{word}</span>
          </label>
        ))}
      </div>
      <FormMessage>{error?.message}</FormMessage>
    </FormGroup>
  );
};

export default WordsField;
