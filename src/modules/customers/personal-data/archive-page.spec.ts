import { archivePage } from './archive-page.js';
import type { ArchivePart } from './archive-words.js';

const head = {
  number: 'C00000007',
  at: '2026-03-02T02:00:00.000Z',
  language: 'en',
  time: (at: string) => `<${at.slice(0, 10)}>`,
  labels: new Map([['level key', 'Key account']]),
} as const;
const parts: ArchivePart[] = [
  {
    name: 'record',
    rows: [
      {
        number: 'C00000007',
        name: '<script>alert(1)</script>',
        status: 'open',
        level: 'key',
        notes: null,
        doNotCall: false,
        tags: ['A & B', 'C'],
      },
    ],
  },
  { name: 'interactions', rows: [{ kind: 'call', occurredAt: '2026-03-01T02:00:00.000Z', summary: '"quoted" <b>', author: 'Ann' }] },
  { name: 'changes', rows: [{ at: '2026-03-01T02:00:00.000Z', field: 'notes', before: null, after: 'later' }] },
];

describe('the page that a person may read', () => {
  const page = archivePage(parts, head);

  it('says everything in words, and leaves out what is empty', () => {
    for (const word of [
      'Personal data of C00000007',
      'Interactions',
      'A &#38; B, C',
      '&#60;2026-03-01&#62;',
      'later',
      'Key account',
      '<td>Call</td>',
      '<td>no</td>',
    ])
      expect(page).toContain(word);
    expect(page).not.toContain('occurredAt');
    expect(page.split('Changes of the record')[0]).not.toContain('Notes');
  });

  it('is nothing but text, whatever people typed', () => {
    expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(page).not.toMatch(/<script|<b>|javascript:|src=|href=/);
  });

  it('speaks Chinese to whoever asked in Chinese', () => {
    expect(archivePage(parts, { ...head, language: 'zh-CN' })).toContain('C00000007 的个人数据');
  });
});
