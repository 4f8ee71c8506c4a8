import type { GuidelineDocument } from '@nelumbo/core/vitals';
import { bloodPressureProfiles } from './blood-pressure-profiles.js';
import { glucoseProfiles } from './glucose-profiles.js';
import { otherProfiles } from './other-profiles.js';

/**
 * The clinical tables. Values are rounded to their unit's step before a row is tried; rows are tried in order, the first match wins.
 * `tone` (how serious) and `status` (how it looks) are this project's own choice, no source defines them, and both need a clinician.
 * Rows of confidence `unverified` stand in docs/clinical-review.md. Retrieved 2026-11-22.
 */
const document: GuidelineDocument = {
  version: '0.1.0',
  guidelines: [
    { id: 'cn-2024', version: '2024', title: { en: 'Chinese guidelines', 'zh-CN': '中国指南' } },
    { id: 'esc-2024', version: '2024', title: { en: 'ESC guidelines', 'zh-CN': '欧洲心脏病学会（ESC）指南' } },
    { id: 'aha-2017', version: '2017', title: { en: 'ACC/AHA guideline', 'zh-CN': '美国心脏病学会（ACC/AHA）指南' } },
    { id: 'ada', version: '2024', title: { en: 'ADA Standards of Care', 'zh-CN': '美国糖尿病学会（ADA）诊疗标准' } },
    { id: 'who', version: '2000', title: { en: 'WHO classification', 'zh-CN': '世界卫生组织（WHO）分类' } },
  ],
  sources: {
    'cn-htn-2024': { title: '中国高血压防治指南(2024年修订版)', seenAt: 'https://cfsyjmx.com/man/5662.html and https://www.10100.com/article/61473970' },
    'cn-nhc-66-2024': { title: '中国公民健康素养——基本知识与技能(2024年版), items on vital signs', seenAt: 'full text of item 8, notice of 2024-05-28' },
    'esc-2024': {
      title: '2024 ESC Guidelines for the management of elevated blood pressure and hypertension',
      doi: '10.1093/eurheartj/ehae178',
      seenAt:
        'press release at escardio.org and https://pace-cme.org/news/new-classification-2024-esc-guidelines-management-elevated-bp-and-hypertension/2468000/',
    },
    'aha-2017': {
      title: '2017 ACC/AHA guideline for high blood pressure in adults (categories kept in 2025)',
      seenAt: 'https://bibliotheek.ehb.be:2400/topics/en-gb/26/criteria',
    },
    'cds-2024': { title: '中国糖尿病防治指南(2024版)', seenAt: 'hlkjds.cn/news/1373, mfk.com/ask/21137778' },
    ada: { title: 'ADA Standards of Care: glycaemic targets', seenAt: 'table at clinical.diabetesjournals.org' },
    'tir-2019': { title: 'International consensus on time in range (2019)', seenAt: 'table at spectrum.diabetesjournals.org' },
    'cn-bmi-2024': { title: '体重管理指导原则(2024年版)', seenAt: 'renrendoc.com/paper/500463025' },
    'who-bmi': { title: 'WHO BMI classification', seenAt: 'ceihk.net' },
    'covid-cn': { title: 'Chinese COVID-19 protocol: SpO2 at rest', seenAt: 'zcefdi.com, yzzsnet.com' },
    editorial: { title: "this project's own choice" },
    news2: {
      title: 'NEWS2 (Royal College of Physicians), highest single-parameter score; a hospital score, used here only for its outer limits',
      seenAt: 'published score table',
    },
  },
  // limits as published in both units, never one computed from the other: 4.4 x 18.01559 = 79.3, published 80
  glucosePairs: [
    { 'mmol/L': 3, 'mg/dL': 54, confidence: 'seen' },
    { 'mmol/L': 3.5, 'mg/dL': 63, confidence: 'seen' },
    { 'mmol/L': 3.9, 'mg/dL': 70, confidence: 'seen' },
    { 'mmol/L': 4.4, 'mg/dL': 80, confidence: 'seen' },
    { 'mmol/L': 5.3, 'mg/dL': 95, confidence: 'unverified' },
    { 'mmol/L': 5.6, 'mg/dL': 100, confidence: 'seen' },
    { 'mmol/L': 6.1, 'mg/dL': 110, confidence: 'unverified' },
    { 'mmol/L': 6.7, 'mg/dL': 120, confidence: 'unverified' },
    { 'mmol/L': 7, 'mg/dL': 126, confidence: 'seen' },
    { 'mmol/L': 7.2, 'mg/dL': 130, confidence: 'seen' },
    { 'mmol/L': 7.8, 'mg/dL': 140, confidence: 'seen' },
    { 'mmol/L': 10, 'mg/dL': 180, confidence: 'seen' },
    { 'mmol/L': 11.1, 'mg/dL': 200, confidence: 'unverified' },
    { 'mmol/L': 13.9, 'mg/dL': 250, confidence: 'seen' },
  ],
  profiles: [...bloodPressureProfiles, ...glucoseProfiles, ...otherProfiles],
};

export default document;
