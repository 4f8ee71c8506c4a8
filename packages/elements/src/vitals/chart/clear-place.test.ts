import { expect } from '@open-wc/testing';
import { isClear } from './clear-place.js';

// A reading of 120/80 at 100 px and one of 130/70 at 200 px; a value lies as many pixels above 200.
const canvas = { x: { getPixelForValue: (t: number) => t }, y: { getPixelForValue: (v: number) => 200 - v } };
const flat = { start: 0, min: [], max: [] };
const model = {
  series: {
    t: Float64Array.of(100, 200),
    v: { systolic: Float64Array.of(120, 130), diastolic: Float64Array.of(80, 70) },
    pyramid: { systolic: flat, diastolic: flat },
  },
  ...{ columns: ['systolic', 'diastolic'], start: 0, end: 2, joined: false, mode: 'points' },
} as unknown as Parameters<typeof isClear>[1];
const at = (left: number, top: number) => isClear(canvas, model, { left, top, width: 30, height: 15 });

describe('a place for a name', () => {
  it('is not where a reading lies, nor between its two numbers', () => {
    expect(at(90, 72)).to.be.false;
    expect(at(90, 95)).to.be.false;
    expect(at(180, 125)).to.be.false;
  });
  it('is above, below and between readings', () => {
    expect(at(90, 40)).to.be.true;
    expect(at(90, 140)).to.be.true;
    expect(at(140, 95)).to.be.true;
  });
  it('is not on the line that joins single numbers', () => {
    const single = { ...model, columns: ['systolic'], joined: true };
    expect(isClear(canvas, single, { left: 140, top: 70, width: 30, height: 15 })).to.be.false;
  });
});
