import React, { useEffect, useRef } from 'react';
import { Button, Icon } from '@adminjs/design-system';
import { type ActionProps, BasePropertyComponent, type BasePropertyJSON, type RecordJSON, useRecord, useTranslation } from 'adminjs';
import { useLocation, useNavigate } from 'react-router';
import { answered, InRecordForm } from './add-related';
import { t } from './client';
import { refreshed } from './refreshed';

type Place = 'new' | 'edit';
type Resource = ActionProps['resource'] & { forms: Record<Place, readonly string[]> };

/** These need the room of both columns. */
const WIDE = new Set(['text', 'json', 'references', 'words']);
const SUMMARY: React.CSSProperties = { cursor: 'pointer', fontWeight: 600, fontSize: 15, padding: '16px 28px 0' };
const kindOf = (property: BasePropertyJSON): string => String(property.custom['kind'] ?? '');

/** The two days of a span stand in one row. */
const placeClass = (property: BasePropertyJSON, next: BasePropertyJSON | undefined): string | undefined =>
  WIDE.has(kindOf(property)) ? 'wide' : kindOf(property) === 'day' && next && kindOf(next) === 'day' ? 'begins' : undefined;

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

/** Fields that belong together. */
export interface FormSection {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly string[];
  /** Closed until it is opened, or something in it is wrong. */
  readonly folded?: boolean;
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

/** A fault of something nested (`person.idNumber`) stands at the field of its last name, where the form has one. */
const atFields = (errors: RecordJSON['errors'] | undefined, properties: readonly BasePropertyJSON[]): RecordJSON['errors'] =>
  Object.fromEntries(
    Object.entries(errors ?? {}).map(([path, error]) => {
      const last = path.split('.').at(-1)!;
      return [properties.some((p) => p.propertyPath === last) ? last : path, error];
    }),
  );

interface Props extends ActionProps {
  place: Place;
  /** By what is typed so far; what no section names is not asked for. Without it all fields stand together. */
  sections?: (params: Readonly<Record<string, unknown>>) => readonly FormSection[];
}

/** The form of a new or a stored record: the fields of that place and no others, two abreast, with its buttons always in sight. */
export const RecordForm: React.FC<Props> = ({ record: stored, resource: given, action, place, sections }) => {
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
  const { record: draft, handleChange, submit, loading, setRecord } = useRecord(first.current, resource.id);
  const record = { ...draft, errors: atFields(draft.errors, properties) };
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
    if (data.redirectUrl && data.record.id && answered(location.search, { id: data.record.id, title: data.record.title })) return;
    if (data.redirectUrl) navigate(refreshed(data.redirectUrl));
  };
  const list = `/admin/resources/${resource.id}`;
  const field = (property: (typeof properties)[number], at: number, all: typeof properties) => (
    <div key={property.propertyPath} className={placeClass(property, all[at + 1])}>
      <BasePropertyComponent
        where="edit"
        property={property as never}
        resource={resource}
        record={record}
        onChange={handleChange as never}
      />
    </div>
  );
  const section = ({ name, title, fields, folded }: FormSection) => {
    const own = fields.flatMap((path) => properties.filter((p) => p.propertyPath === path));
    const wrong = own.some((p) => record.errors?.[p.propertyPath]);
    if (!own.length) return null;
    return (
      <details key={`${name}${wrong ? '!' : ''}`} open={!folded || wrong} data-testid={`form-${name}`}>
        <summary style={SUMMARY}>{title}</summary>
        <div className="record-fields">{own.map(field)}</div>
      </details>
    );
  };
  return (
    <form ref={form} onSubmit={(event) => void save(event)} className="record-form" data-css={`${resource.id}-${action.name}-form`}>
      <InRecordForm.Provider value>
        {sections ? sections(record.params).map(section) : <div className="record-fields">{properties.map(field)}</div>}
      </InRecordForm.Provider>
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
