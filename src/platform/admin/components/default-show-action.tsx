import React from 'react';
import { type ActionProps, BasePropertyComponent, type PropertyJSON, useTranslation } from 'adminjs';

const WIDE = new Set(['text', 'json']);
const isEmpty = (value: unknown) => value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);

/** Names and values of a row; what is not known says so. */
export const Details: React.FC<Pick<ActionProps, 'resource' | 'record'> & { properties: readonly PropertyJSON[] }> = ({
  resource,
  record,
  properties,
}) => {
  const { translateProperty } = useTranslation();
  const shown = ({ propertyPath, custom }: PropertyJSON) => !custom['onlyFilled'] || !isEmpty(record!.params[propertyPath]);
  return (
    <dl className="record-details">
      {properties.filter(shown).map((property) => (
        <div key={property.propertyPath} className={WIDE.has(String(property.custom['kind'])) ? 'wide' : undefined}>
          <dt>{translateProperty(property.label, resource.id)}</dt>
          <dd>
            {isEmpty(record!.params[property.propertyPath]) && !property.custom['without'] ? (
              '—'
            ) : (
              // the look of a list has the value alone; it needs no link to the page it stands on
              <BasePropertyComponent
                where="list"
                property={{ ...property, isPlain: true } as PropertyJSON}
                resource={resource}
                record={record!}
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** The page of a row. */
const DefaultShowAction: React.FC<ActionProps> = ({ resource, record }) => (
  <Details resource={resource} record={record!} properties={resource.showProperties as PropertyJSON[]} />
);

export default DefaultShowAction;
