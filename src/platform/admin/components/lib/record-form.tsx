import React, { useEffect, useRef } from 'react';
import { Button, Icon } from '@adminjs/design-system';
import { type ActionProps, BasePropertyComponent, type BasePropertyJSON, type RecordJSON, useRecord, useTranslation } from 'adminjs';
import { useLocation, useNavigate } from 'react-router';
import { t } from './client';
import { refreshed } from './refreshed';

type Place = 'new' | 'edit';
type Resource = ActionProps['resource'] & { forms: Record<Place, readonly string[]> };

/** These need the room of both columns. */
const WIDE = new Set(['text', 'json', 'references']);
const kindOf = (property: BasePropertyJSON): string => String(property.custom['kind'] ?? '');

/** What a new record begins with: the ticks and choices that the service would take anyway, and what the address brings along. */
function draftOf(properties: readonly BasePropertyJSON[], search: string): RecordJSON {
  const address = new URLSearchParams(search);
  const params = Object.fromEntries(
    properties.flatMap((p) => {
      const value = address.get(p.propertyPath) ?? p.custom['initial'];
      return value === undefined || value === null ? [] : [[p.propertyPath, value]];
    }),
  );
  return { params, populated: {}, errors: {}, recordActions: [], bulkActions: [] } as unknown as RecordJSON;
}

/** How one row's field is asked for, where rows differ (`AdminFieldLook`). */
interface Look {
  choices?: { value: string; label: string }[];
  number?: boolean;
  help?: string | null;
}
const looked = (property: BasePropertyJSON, look: Look | undefined): BasePropertyJSON => {
  if (!look) return property;
  const plain = look.choices || look.number;
  return {
    ...property,
    ...(look.choices ? { availableValues: look.choices } : {}),
    ...(look.help ? { description: look.help } : {}),
    ...(plain
      ? { type: 'string', props: look.number ? { type: 'number', step: 'any' } : {}, custom: { ...property.custom, kind: 'look' } }
      : {}),
  } as BasePropertyJSON;
};

/** The form of a new or a stored record: the fields of that place and no others, two abreast, with its buttons always in sight. */
export const RecordForm: React.FC<ActionProps & { place: Place }> = ({ record: stored, resource: given, action, place }) => {
  const resource = given as Resource;
  const location = useLocation();
  const navigate = useNavigate();
  const { translateButton } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const looks = (stored as { looks?: Record<string, Look> } | undefined)?.looks;
  const properties = resource.editProperties
    .filter((p) => resource.forms[place].includes(p.propertyPath))
    .map((p) => looked(p, looks?.[p.propertyPath]));
  const first = useRef(stored ?? draftOf(properties, location.search));
  const { record, handleChange, submit, loading, setRecord } = useRecord(first.current, resource.id);
  useEffect(() => {
    if (stored) setRecord(stored);
  }, [stored]);
  const faults = Object.keys(record.errors ?? {}).join();
  useEffect(() => {
    // to the first field that was refused, which may be screens away from the button
    const field = faults ? properties.find((p) => faults.split(',').includes(p.propertyPath)) : undefined;
    if (field) form.current?.querySelector<HTMLElement>(`[id="${field.propertyPath}"]`)?.focus();
  }, [faults]);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    const { data } = await submit();
    if (data.redirectUrl) navigate(refreshed(data.redirectUrl));
  };
  const list = `/admin/resources/${resource.id}`;
  return (
    <form ref={form} onSubmit={(event) => void save(event)} className="record-form" data-css={`${resource.id}-${action.name}-form`}>
      <div className="record-fields">
        {properties.map((property) => (
          <div key={property.propertyPath} className={WIDE.has(kindOf(property)) ? 'wide' : undefined}>
            <BasePropertyComponent
              where="edit"
              property={property as never}
              resource={resource}
              record={record}
              onChange={handleChange as never}
            />
          </div>
        ))}
      </div>
      <div className="record-buttons">
        <Button variant="contained" type="submit" disabled={loading} data-testid="button-save">
          {loading ? <Icon icon="Loader" spin /> : null}
          {translateButton('save', resource.id)}
        </Button>
        <Button
          variant="text"
          type="button"
          data-testid="button-cancel"
          onClick={() => navigate(place === 'edit' ? `${list}/records/${record.id}/show` : list)}
        >
          {t({ 'zh-CN': '取消', en: 'Cancel' })}
        </Button>
      </div>
    </form>
  );
};
