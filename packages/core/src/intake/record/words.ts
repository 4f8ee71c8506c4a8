import type { Catalogs } from '../../i18n/index.js';
import type { Urgency } from '../types.js';

const zhCN = {
  title: (form: string) => `问诊记录：${form}`,
  chiefComplaint: '主诉',
  history: '现病史',
  affirmed: '有的情况',
  denied: '明确否认的情况',
  scores: '量表得分',
  redFlags: '需要警惕的信号',
  answers: '全部回答',
  noFlags: '本次回答中未发现警示信号。这不代表没有疾病。',
  noneAffirmed: '无',
  notStated: '未说明',
  patientReported: '以上内容由本人填写，未经医生核实，不包含诊断。',
  recordedAt: '填写时间',
  source: '来源',
  patient: '本人填写',
  reported: '自述症状（未经证实）',
  incomplete: '未答完，不计算得分',
  withdrawn: '回答修改后已不再符合',
  acknowledged: '已阅读提示',
  basis: '依据',
  yes: '是',
  no: '否',
  file: '附件',
  score: (value: string, band: string) => `${value} 分（${band}）`,
  colon: '：',
  comma: '、',
  urgency: {
    'emergency-ambulance': '立即呼叫急救',
    emergency: '立即去急诊',
    'consultation-24h': '24 小时内就医',
    consultation: '建议就医',
    'self-care': '可先自我照护',
  } as Record<Urgency, string>,
};

const en: typeof zhCN = {
  title: (form) => `Intake record: ${form}`,
  chiefComplaint: 'Chief complaint',
  history: 'History',
  affirmed: 'Affirmed',
  denied: 'Explicitly denied',
  scores: 'Scores',
  redFlags: 'Warning signs',
  answers: 'All answers',
  noFlags: 'No red flag found in these answers. That does not mean that nothing is wrong.',
  noneAffirmed: 'None',
  notStated: 'Not stated',
  patientReported: 'Reported by the patient, not verified by a clinician. Contains no diagnosis.',
  recordedAt: 'Recorded',
  source: 'Source',
  patient: 'Patient-reported',
  reported: 'Symptom as reported, not confirmed',
  incomplete: 'Incomplete, not scored',
  withdrawn: 'No longer met after a changed answer',
  acknowledged: 'Notice was read',
  basis: 'Based on',
  yes: 'Yes',
  no: 'No',
  file: 'File',
  score: (value, band) => `${value} (${band})`,
  colon: ': ',
  comma: ', ',
  urgency: {
    'emergency-ambulance': 'Call an ambulance now',
    emergency: 'Go to an emergency department now',
    'consultation-24h': 'See a doctor within 24 hours',
    consultation: 'See a doctor',
    'self-care': 'Self-care first',
  },
};

/** Words of the clinical record. */
export const recordWords: Catalogs<typeof zhCN> = { en, 'zh-CN': zhCN };
/** The shape of {@link recordWords}. */
export type RecordWords = typeof zhCN;
