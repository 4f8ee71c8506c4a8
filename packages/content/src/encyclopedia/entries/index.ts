import type { Article } from '../build/topic.js';
import { acne } from './acne.js';
import { allergicRhinitis } from './allergic-rhinitis.js';
import { anemia } from './anemia.js';
import { anxietyDisorder } from './anxiety-disorder.js';
import { asthma } from './asthma.js';
import { chestPain } from './chest-pain.js';
import { commonCold } from './common-cold.js';
import { conjunctivitis } from './conjunctivitis.js';
import { constipation } from './constipation.js';
import { copd } from './copd.js';
import { coronaryHeartDisease } from './coronary-heart-disease.js';
import { cough } from './cough.js';
import { dentalCaries } from './dental-caries.js';
import { depression } from './depression.js';
import { diarrhea } from './diarrhea.js';
import { dizziness } from './dizziness.js';
import { eczema } from './eczema.js';
import { fever } from './fever.js';
import { foodPoisoning } from './food-poisoning.js';
import { gastritis } from './gastritis.js';
import { gerd } from './gerd.js';
import { gout } from './gout.js';
import { headache } from './headache.js';
import { heatStroke } from './heat-stroke.js';
import { hyperlipidemia } from './hyperlipidemia.js';
import { hypertension } from './hypertension.js';
import { hypoglycemia } from './hypoglycemia.js';
import { influenza } from './influenza.js';
import { insomnia } from './insomnia.js';
import { lowBackPain } from './low-back-pain.js';
import { migraine } from './migraine.js';
import { osteoarthritis } from './osteoarthritis.js';
import { osteoporosis } from './osteoporosis.js';
import { soreThroat } from './sore-throat.js';
import { sprain } from './sprain.js';
import { stroke } from './stroke.js';
import { type2Diabetes } from './type-2-diabetes.js';
import { urinaryTractInfection } from './urinary-tract-infection.js';
import { urticaria } from './urticaria.js';

/** Our own articles. */
export const articles: readonly Article[] = [
  acne,
  allergicRhinitis,
  anemia,
  anxietyDisorder,
  asthma,
  chestPain,
  commonCold,
  conjunctivitis,
  constipation,
  copd,
  coronaryHeartDisease,
  cough,
  dentalCaries,
  depression,
  diarrhea,
  dizziness,
  eczema,
  fever,
  foodPoisoning,
  gastritis,
  gerd,
  gout,
  headache,
  heatStroke,
  hyperlipidemia,
  hypertension,
  hypoglycemia,
  influenza,
  insomnia,
  lowBackPain,
  migraine,
  osteoarthritis,
  osteoporosis,
  soreThroat,
  sprain,
  stroke,
  type2Diabetes,
  urinaryTractInfection,
  urticaria,
];
