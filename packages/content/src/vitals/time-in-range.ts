import type { TirDocument, TirProfile } from '@nelumbo/core/vitals';

const bands: TirProfile['bands'] = [
  { id: 'very-low', span: { 'mmol/L': [null, 3], 'mg/dL': [null, 54] } },
  { id: 'low', span: { 'mmol/L': [3, 3.9], 'mg/dL': [54, 70] } },
  { id: 'target', span: { 'mmol/L': [3.9, 10.1], 'mg/dL': [70, 181] } },
  { id: 'high', span: { 'mmol/L': [10.1, 14], 'mg/dL': [181, 251] } },
  { id: 'very-high', span: { 'mmol/L': [14, null], 'mg/dL': [251, null] } },
];

/**
 * Time in range for sensor glucose. Spans are half-open, so a published "3.9-10.0" is `[3.9, 10.1)`; both units as published, none computed.
 * Goals in percent of readings. Retrieved 2026-11-22.
 */
const document: TirDocument = {
  version: '0.1.0',
  sources: { 'tir-2019': { title: 'International consensus on time in range (2019)', seenAt: 'table at spectrum.diabetesjournals.org' } },
  requires: { days: 14, activePercent: 70, source: 'tir-2019' },
  profiles: [
    {
      id: 'standard',
      text: { en: 'Type 1 and type 2 diabetes', 'zh-CN': '1型和2型糖尿病' },
      bands,
      goals: [
        { bands: ['target'], above: 70 },
        { bands: ['very-low', 'low'], below: 4 },
        { bands: ['very-low'], below: 1 },
        { bands: ['high', 'very-high'], below: 25 },
        { bands: ['very-high'], below: 5 },
      ],
      cvPercentMax: 36,
      source: 'tir-2019',
      confidence: 'seen',
    },
    {
      id: 'older-or-high-risk',
      text: { en: 'Older or at high risk', 'zh-CN': '老年或高风险人群' },
      bands,
      goals: [
        { bands: ['target'], above: 50 },
        { bands: ['very-low', 'low'], below: 1 },
        { bands: ['very-high'], below: 10 },
      ],
      cvPercentMax: 36,
      source: 'tir-2019',
      confidence: 'seen',
    },
    {
      id: 'pregnancy',
      text: { en: 'Pregnancy with type 1 diabetes', 'zh-CN': '妊娠合并1型糖尿病' },
      bands: [
        { id: 'very-low', span: { 'mmol/L': [null, 3], 'mg/dL': [null, 54] } },
        { id: 'low', span: { 'mmol/L': [3, 3.5], 'mg/dL': [54, 63] } },
        { id: 'target', span: { 'mmol/L': [3.5, 7.9], 'mg/dL': [63, 141] } },
        { id: 'high', span: { 'mmol/L': [7.9, null], 'mg/dL': [141, null] } },
      ],
      goals: [
        { bands: ['target'], above: 70 },
        { bands: ['very-low', 'low'], below: 4 },
        { bands: ['very-low'], below: 1 },
        { bands: ['high', 'very-high'], below: 25 },
      ],
      cvPercentMax: 36,
      source: 'tir-2019',
      confidence: 'seen',
    },
  ],
};

export default document;
