import React, { useEffect, useRef, useState } from 'react';
import { Button, Input, Label, MessageBox } from '@adminjs/design-system';
import { type ResourceJSON, useTranslation } from 'adminjs';
import { useSelector } from 'react-redux';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';

/** In the order in which one is asked. */
const FIELDS = ['name', 'position', 'mobile', 'officePhone'] as const;
type Field = (typeof FIELDS)[number];
type Resource = ResourceJSON & { forms?: { new: readonly string[] } };

/** The fields of a new contact that the caller may fill in; none for those who may not add one. */
export function useContactForm(): { fields: readonly Field[] } {
  const resource = useSelector((state: { resources: Resource[] }) => state.resources.find(({ id }) => id === 'contacts'));
  const may = resource?.resourceActions.some(({ name }) => name === 'new');
  return { fields: may ? FIELDS.filter((field) => resource!.forms?.new.includes(field)) : [] };
}

/** One more contact of a customer; what was typed stays until it is stored. */
export const ContactForm: React.FC<{ customerId: number; fields: readonly Field[]; onDone: (stored: boolean) => void }> = ({
  customerId,
  fields,
  onDone,
}) => {
  const [values, setValues] = useState<Partial<Record<Field, string>>>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const { translateProperty } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const given = Object.entries(values).filter(([, value]) => value.trim());
      await api(`/api/customers/${customerId}/contacts`, { method: 'POST', body: Object.fromEntries(given) });
      onDone(true);
    } catch (thrown) {
      setError(messageOf(thrown));
      setBusy(false);
    }
  };
  return (
    <form ref={form} onSubmit={(event) => void save(event)} data-testid="contact-form" style={{ marginBottom: 16 }}>
      {error && <MessageBox variant="danger" message={error} mb="lg" />}
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', gap: 12 }}>
        {fields.map((field) => (
          <div key={field}>
            <Label htmlFor={`contact-${field}`} required={field === 'name'}>
              {translateProperty(field, 'contacts')}
            </Label>
            <Input
              id={`contact-${field}`}
              name={field}
              width={1}
              maxLength={64}
              required={field === 'name'}
              value={values[field] ?? ''}
              onChange={(event: React.ChangeEvent<HTMLInputElement>) => setValues({ ...values, [field]: event.target.value })}
            />
          </div>
        ))}
      </div>
      <div style={{ display: 'flex', gap: 12, marginTop: 12 }}>
        <Button type="submit" variant="contained" disabled={busy || !values.name?.trim()} data-testid="contact-save">
          {t({ 'zh-CN': '保存', en: 'Save' })}
        </Button>
        <Button type="button" variant="text" onClick={() => onDone(false)}>
          {t({ 'zh-CN': '取消', en: 'Cancel' })}
        </Button>
      </div>
    </form>
  );
};
