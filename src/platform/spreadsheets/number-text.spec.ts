import * as fc from 'fast-check';
import { formats } from './number-format.js';
import { isoCellText, numberText, plainNumber } from './number-text.js';
import { dayOf, epochDaysOf, toSerial } from './serial-date.js';

describe('numbers as a person sees them', () => {
  it.each([
    ['13800138000', '13800138000'],
    ['1.3800138E10', '13800138000'],
    ['13800138000.0', '13800138000'],
    ['0.30000000000000004', '0.3'],
    ['19.989999999999998', '19.99'],
    ['1E+20', '100000000000000000000'],
    ['1.5E+22', '15000000000000000000000'],
    ['1.25E-7', '0.000000125'],
    ['-1E-8', '-0.00000001'],
    ['-42', '-42'],
    ['0', '0'],
    ['-0', '0'],
    ['0.15', '0.15'],
    ['007', '7'],
    ['110101199003071234', '110101199003071234'],
    ['1.10101199003071E+17', '110101199003071000'],
    ['abc', 'abc'],
  ])('%s is %s', (raw, seen) => {
    expect(plainNumber(raw)).toBe(seen);
  });

  it('never shows an exponent, and never another number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -9.99e307, max: 9.99e307 }), (value) => {
        const text = plainNumber(String(value));
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-14);
      }),
    );
  });
});

describe('dates', () => {
  it.each([
    ['45000', formats.date, '2023-03-15'],
    ['45000.75', formats.date, '2023-03-15'],
    ['45000.75', formats.dateTime, '2023-03-15 18:00:00'],
    ['45000', formats.dateTime, '2023-03-15 00:00:00'],
    ['44999.999999', formats.dateTime, '2023-03-15 00:00:00'],
    ['0.5', formats.time, '12:00:00'],
    ['45000.5', formats.time, '2023-03-15 12:00:00'],
    ['45000', formats.time, '2023-03-15'],
    ['1.520833333', formats.duration, '36:30:00'],
    ['1', formats.date, '1900-01-01'],
    ['59', formats.date, '1900-02-28'],
    ['60', formats.date, '1900-02-29'],
    ['61', formats.date, '1900-03-01'],
    ['0', formats.date, '1900-01-00'],
    ['2958465', formats.date, '9999-12-31'],
    ['2958466', formats.date, '2958466'],
    ['-1', formats.date, '-1'],
    ['123', formats.padded + 6, '000123'],
    ['1.5', formats.padded + 6, '1.5'],
  ])('%s in format %d is %s', (raw, format, seen) => {
    expect(numberText(raw, format, false)).toBe(seen);
  });

  it('counts from 1904 where the workbook says so', () => {
    expect(numberText('0', formats.date, true)).toBe('1904-01-01');
    expect(numberText('43538', formats.date, true)).toBe('2023-03-15');
  });

  it.each([
    ['2024-05-01', formats.general, '2024-05-01'],
    ['2024-05-01T00:00:00', formats.date, '2024-05-01'],
    ['2024-05-01T00:00:00.000Z', formats.general, '2024-05-01'],
    ['2024-05-01T09:30:00', formats.general, '2024-05-01 09:30:00'],
    ['2024-05-01', formats.dateTime, '2024-05-01 00:00:00'],
  ])('the ISO cell %s in format %d is %s', (raw, format, seen) => {
    expect(isoCellText(raw, format)).toBe(seen);
  });

  it('agrees with the calendar of the platform on every day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 2_932_896 }), (days) => {
        const day = dayOf(days);
        expect(Date.parse(day) / 86_400_000).toBe(days);
        expect(epochDaysOf(day)).toBe(days);
      }),
    );
  });

  it('writes the number that is read as the same moment', () => {
    expect(toSerial('2023-03-15')).toBe(45_000);
    expect(numberText(String(toSerial('2023-03-15 23:59:59')), formats.dateTime, false)).toBe('2023-03-15 23:59:59');
    for (const wrong of ['2023-02-29', '2023-13-01', '15.03.2023', '', '2023-03-15 24:00:00', '1900-01-01'])
      expect(toSerial(wrong)).toBeNull();
  });
});
