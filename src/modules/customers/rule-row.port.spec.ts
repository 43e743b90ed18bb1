import { CUSTOMER_FIELDS, NOT_COLUMNS } from './customers.permissions.js';
import { RULE_COLUMNS } from './rule-row.port.js';

describe('the row that rules about customers are asked of', () => {
  it('REQ-B13 has every column that a condition may name', () => {
    const named = CUSTOMER_FIELDS.filter((field) => !NOT_COLUMNS.includes(field));
    expect([...RULE_COLUMNS].sort()).toEqual([...named, 'createdById'].sort());
  });
});
