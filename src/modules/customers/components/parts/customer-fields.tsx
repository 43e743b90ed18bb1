import React, { useState } from 'react';
import { Button, Text } from '@adminjs/design-system';
import { type ActionProps, BasePropertyComponent, type PropertyJSON, useTranslation } from 'adminjs';
import { t } from '../../../../platform/admin/components/lib/client';
import { CUSTOMER_SECTIONS } from './customer-sections';
import { Section } from './section';

/** What the head of the page shows already. */
const IN_HEAD = new Set(['name', 'phone', 'qq', 'wechat', 'email', 'status', 'holding', 'ownerId']);
/** Side by side where there is room, so that the page stays short. */
const SECTIONS: React.CSSProperties = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 400px), 1fr))',
  gap: '0 32px',
};
const WIDE = new Set(['text', 'json']);
const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || value === false || value === 'false' || (Array.isArray(value) && !value.length);

/** Everything the role sees of a customer, in sections; what is not known is shown when asked for. */
export const CustomerFields: React.FC<Pick<ActionProps, 'resource' | 'record'>> = ({ resource, record }) => {
  const [all, setAll] = useState(false);
  const { translateProperty } = useTranslation();
  const params = record!.params as Record<string, unknown>;
  const shown = new Map((resource.showProperties as PropertyJSON[]).map((property) => [property.propertyPath, property]));
  const sections = CUSTOMER_SECTIONS.filter(({ type }) => !type || !params['type'] || type === params['type']).map(
    ({ fields, ...section }) => ({
      ...section,
      properties: fields.flatMap((name) => (shown.has(name) && !IN_HEAD.has(name) ? [shown.get(name)!] : [])),
    }),
  );
  const known = ({ propertyPath }: PropertyJSON) => !isEmpty(params[propertyPath]);
  const empties = sections.flatMap(({ properties }) => properties.filter((property) => !known(property))).length;
  const toggle = empties > 0 && (
    <Button type="button" variant="text" size="sm" onClick={() => setAll(!all)} aria-pressed={all} data-testid="show-empty">
      {all
        ? t({ 'zh-CN': '隐藏空字段', en: 'Hide empty fields' })
        : t({ 'zh-CN': '显示 {n} 个空字段', en: 'Show {n} empty fields' }, { n: empties })}
    </Button>
  );
  return (
    <Section title={t({ 'zh-CN': '客户资料', en: 'Details' })} name="customer-fields" aside={toggle}>
      <div style={SECTIONS}>
        {sections.map(({ name, title, properties }) => {
          const rows = all ? properties : properties.filter(known);
          if (!rows.length) return null;
          return (
            <section key={name} aria-label={t(title)} data-testid={`section-${name}`} style={{ marginBottom: 12 }}>
              <Text style={{ fontWeight: 600, fontSize: 14, margin: '4px 0 8px' }}>{t(title)}</Text>
              <dl style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', gap: '10px 24px', margin: 0 }}>
                {rows.map((property) => (
                  <div key={property.propertyPath} style={WIDE.has(String(property.custom['kind'])) ? { gridColumn: '1 / -1' } : undefined}>
                    <dt style={{ fontSize: 12, color: '#5b6b7b' }}>{translateProperty(property.label, resource.id)}</dt>
                    <dd style={{ fontSize: 15, overflowWrap: 'anywhere', margin: 0 }} data-field={property.propertyPath}>
                      {known(property) ? (
                        <BasePropertyComponent
                          where="list"
                          property={{ ...property, isPlain: true } as PropertyJSON}
                          resource={resource}
                          record={record!}
                        />
                      ) : (
                        '—'
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Section>
  );
};
