import { CUSTOMER_SECTIONS } from './components/parts/customer-sections.js';
import { CUSTOMER_PROPERTIES } from './customer-screen.js';

describe('the fields of a customer', () => {
  it('REQ-D1 REQ-D3 stand in exactly one section of his page and his form', () => {
    const inSections = CUSTOMER_SECTIONS.flatMap(({ fields }) => fields);
    expect(new Set(inSections).size).toBe(inSections.length);
    const shown = CUSTOMER_PROPERTIES.filter(({ in: places }) => !places || places.some((place) => place !== 'list')).map(
      ({ name }) => name,
    );
    // the head of the page has the number
    expect(shown.filter((name) => name !== 'number' && !inSections.includes(name))).toEqual([]);
  });
});
