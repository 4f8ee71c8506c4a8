import { describe, expect, it } from 'vitest';
import { spokenValues } from './spoken.js';

const pressure = { components: [{ id: 'systolic' }, { id: 'diastolic' }] } as unknown as Parameters<typeof spokenValues>[0]; // only the ids are looked at
const single = { components: [{ id: 'value' }] } as unknown as Parameters<typeof spokenValues>[0]; // likewise

describe('what was said', () => {
  it.each([
    ['一百二十八，八十二', '128', '82'],
    ['一百二 八十', '120', '80'],
    ['一百二八十', '120', '80'],
    ['一百二十八八十二', '128', '82'],
    ['一百零五、七十', '105', '70'],
    ['高压一百三十五低压八十五', '135', '85'],
    ['低压八十五，高压一百三十五', '135', '85'],
    ['一百二十比八十', '120', '80'],
    ['一二八 八二', '128', '82'],
    ['128/82', '128', '82'],
    ['128 82', '128', '82'],
    ['12882', '128', '82'],
    ['１２８　８２', '128', '82'],
    ['128 over 82', '128', '82'],
    ['one hundred and twenty-eight over eighty two', '128', '82'],
    ['one twenty over eighty', '120', '80'],
    ['two hundred over one hundred and five', '200', '105'],
    ['diastolic 82 systolic 128', '128', '82'],
    ['a hundred and twenty over eighty', '120', '80'],
    // An hour is no pressure, and a name keeps its number.
    ['今天早上8点血压135/85', '135', '85'],
    ['晚上八点半，一百三十五，八十五', '135', '85'],
    ['高压一百三十到一百四十低压八十', '130', '80'],
  ])('%s is %s over %s', (said, systolic, diastolic) => {
    expect(spokenValues(pressure, said)).toEqual({ systolic, diastolic });
  });
  it('may name the pulse', () => {
    expect(spokenValues(pressure, '高压一百二十八，低压八十二，脉搏七十')).toEqual({ systolic: '128', diastolic: '82', pulse: '70' });
    expect(spokenValues(pressure, '128 over 82, pulse 70')).toEqual({ systolic: '128', diastolic: '82', pulse: '70' });
  });
  it.each([
    ['五点六', '5.6'],
    ['三十六度五', '36.5'],
    ['十二点零五', '12.05'],
    ['血糖是6.1', '6.1'],
    ['five point six', '5.6'],
    ['ninety eight', '98'],
    ['九十八', '98'],
    ['二十', '20'],
    ['十', '10'],
    ['七', '7'],
    ['一百', '100'],
    ['餐后两小时七点八', '7.8'],
    ['早上七点八', '7.8'],
    ['早上八点一百三', '130'],
    ['7点8', '7.8'],
    ['36度8', '36.8'],
    ['三十六度半', '36.5'],
    ['六个五', '6.5'],
    ['六十公斤半', '60.5'],
  ])('%s is %s', (said, value) => {
    expect(spokenValues(single, said)).toEqual({ value });
  });
  it('without a number is nothing', () => {
    for (const said of ['', '喂？', 'hello and point', '点', '百']) expect(spokenValues(pressure, said)).toEqual({});
  });
});
