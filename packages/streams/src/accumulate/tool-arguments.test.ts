import { describe, expect, it } from 'vitest';
import { parseArguments, writeArguments } from './tool-arguments.ts';

describe('parseArguments', () => {
  it('parses JSON, gives {} for none and the text itself where it is no JSON', () => {
    expect(parseArguments('{"location": "New York, NY"}')).toEqual({ location: 'New York, NY' });
    expect(parseArguments('')).toEqual({});
    expect(parseArguments(' ')).toEqual({});
    expect(parseArguments('{"location": "New Y')).toEqual({ _raw: '{"location": "New Y' });
  });
});

describe('writeArguments', () => {
  it('writes nothing for none and for what JSON cannot hold', () => {
    expect(writeArguments({ location: 'Paris' })).toBe('{"location":"Paris"}');
    expect([{}, undefined, 1n].map((value) => writeArguments(value))).toEqual(['', '', '']);
  });
});
