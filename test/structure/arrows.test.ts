import { describe, expect, it } from 'vitest';
import { allowed, placeOf, targetOf } from '../../scripts/arrows.mjs';

const vitals = '/repo/packages/core/src/vitals/series.ts';

describe('the arrows', () => {
  it('let a family use the ground and nothing else', () => {
    expect(allowed('core/vitals', targetOf('../fhir/index.js', vitals), 'value')).toBe(true);
    expect(allowed('core/vitals', targetOf('../medication/index.js', vitals), 'value')).toBe(false);
    expect(allowed('core/vitals', targetOf('../records/index.js', vitals), 'type')).toBe(false);
    expect(allowed('core/vitals', targetOf('idb', vitals), 'value')).toBe(false);
  });

  it('let elements reach the browser ports only lazily, from the provider', () => {
    expect(allowed('elements/provider', 'browser', 'lazy')).toBe(true);
    expect(allowed('elements/provider', 'browser', 'value')).toBe(false);
    expect(allowed('elements/vitals', 'browser', 'lazy')).toBe(false);
  });

  it('refuse everything to a folder without a row', () => {
    expect(placeOf('/repo/packages/core/src/gadgets/x.ts')).toBe('core/gadgets');
    expect(allowed('core/gadgets', 'core/fhir', 'value')).toBe(false);
  });
});
