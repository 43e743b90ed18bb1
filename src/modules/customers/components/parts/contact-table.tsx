import React, { useState } from 'react';
import { Button, Text } from '@adminjs/design-system';
import { Link } from 'react-router-dom';
import { t } from '../../../../platform/admin/components/lib/client';
import { ContactForm, useContactForm } from './contact-form';
import type { Contact } from './customer-answers';
import { Section } from './section';

const CELL: React.CSSProperties = { padding: '8px 16px 8px 0', borderTop: '1px solid #eef2f5', textAlign: 'left' };

/** The people one speaks with, each leading to where he is changed, and a form for one more, for those who may add one. */
export const ContactTable: React.FC<{ customerId: number; contacts: Contact[]; onChange: () => void }> = ({
  customerId,
  contacts,
  onChange,
}) => {
  const [adding, setAdding] = useState(false);
  const { fields } = useContactForm();
  const add = fields.length > 0 && !adding && (
    <Button type="button" variant="outlined" size="sm" onClick={() => setAdding(true)} data-testid="add-contact">
      {t({ 'zh-CN': '添加联系人', en: 'Add a contact' })}
    </Button>
  );
  const heads = [
    t({ 'zh-CN': '姓名', en: 'Name' }),
    t({ 'zh-CN': '职位', en: 'Position' }),
    t({ 'zh-CN': '手机', en: 'Mobile' }),
    t({ 'zh-CN': '办公电话', en: 'Office phone' }),
  ];
  return (
    <Section title={t({ 'zh-CN': '联系人', en: 'Contacts' })} name="contacts" aside={add}>
      {adding && (
        <ContactForm
          customerId={customerId}
          fields={fields}
          onDone={(stored) => {
            setAdding(false);
            if (stored) onChange();
          }}
        />
      )}
      {contacts.length === 0 ? (
        <Text color="grey80">{t({ 'zh-CN': '还没有联系人', en: 'No contacts yet' })}</Text>
      ) : (
        <div style={{ overflowX: 'auto' }}>
          <table style={{ width: '100%', borderCollapse: 'collapse', fontSize: 14 }}>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" style={{ ...CELL, borderTop: 'none', fontWeight: 500, color: '#5b6b7b' }}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {contacts.map((c) => (
                <tr key={c.id}>
                  <td style={CELL}>
                    <Link to={`/admin/resources/contacts/records/${c.id}/show`} className="row-link">
                      {c.name}
                    </Link>
                    {c.primary && ` · ${t({ 'zh-CN': '主要', en: 'primary' })}`}
                  </td>
                  <td style={CELL}>{c.position ?? '—'}</td>
                  <td style={CELL}>{c.mobile ?? '—'}</td>
                  <td style={CELL}>{c.officePhone ?? '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
};
