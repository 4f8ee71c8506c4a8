import type { Article } from '../build/topic.js';
import { acne } from './acne.js';
import { allergicRhinitis } from './allergic-rhinitis.js';
import { anemia } from './anemia.js';
import { anxietyDisorder } from './anxiety-disorder.js';
import { appendicitis } from './appendicitis.js';
import { asthma } from './asthma.js';
import { atrialFibrillation } from './atrial-fibrillation.js';
import { chestPain } from './chest-pain.js';
import { chickenpox } from './chickenpox.js';
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
import { dysmenorrhea } from './dysmenorrhea.js';
import { eczema } from './eczema.js';
import { fattyLiver } from './fatty-liver.js';
import { fever } from './fever.js';
import { foodPoisoning } from './food-poisoning.js';
import { gallstones } from './gallstones.js';
import { gastritis } from './gastritis.js';
import { gerd } from './gerd.js';
import { glaucoma } from './glaucoma.js';
import { gout } from './gout.js';
import { handFootAndMouthDisease } from './hand-foot-and-mouth-disease.js';
import { headache } from './headache.js';
import { heartAttack } from './heart-attack.js';
import { heartFailure } from './heart-failure.js';
import { heatStroke } from './heat-stroke.js';
import { helicobacterPylori } from './helicobacter-pylori.js';
import { hemorrhoids } from './hemorrhoids.js';
import { hepatitisB } from './hepatitis-b.js';
import { hyperlipidemia } from './hyperlipidemia.js';
import { hypertension } from './hypertension.js';
import { hyperthyroidism } from './hyperthyroidism.js';
import { hypoglycemia } from './hypoglycemia.js';
import { hypothyroidism } from './hypothyroidism.js';
import { influenza } from './influenza.js';
import { insomnia } from './insomnia.js';
import { kidneyStones } from './kidney-stones.js';
import { lowBackPain } from './low-back-pain.js';
import { lumbarDiscHerniation } from './lumbar-disc-herniation.js';
import { migraine } from './migraine.js';
import { mouthUlcer } from './mouth-ulcer.js';
import { myopia } from './myopia.js';
import { osteoarthritis } from './osteoarthritis.js';
import { osteoporosis } from './osteoporosis.js';
import { otitisMedia } from './otitis-media.js';
import { pneumonia } from './pneumonia.js';
import { rheumatoidArthritis } from './rheumatoid-arthritis.js';
import { shingles } from './shingles.js';
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
  appendicitis,
  asthma,
  atrialFibrillation,
  chestPain,
  chickenpox,
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
  dysmenorrhea,
  eczema,
  fattyLiver,
  fever,
  foodPoisoning,
  gallstones,
  gastritis,
  gerd,
  glaucoma,
  gout,
  handFootAndMouthDisease,
  headache,
  heartAttack,
  heartFailure,
  heatStroke,
  helicobacterPylori,
  hemorrhoids,
  hepatitisB,
  hyperlipidemia,
  hypertension,
  hyperthyroidism,
  hypoglycemia,
  hypothyroidism,
  influenza,
  insomnia,
  kidneyStones,
  lowBackPain,
  lumbarDiscHerniation,
  migraine,
  mouthUlcer,
  myopia,
  osteoarthritis,
  osteoporosis,
  otitisMedia,
  pneumonia,
  rheumatoidArthritis,
  shingles,
  soreThroat,
  sprain,
  stroke,
  type2Diabetes,
  urinaryTractInfection,
  urticaria,
];
