/**
 * Names of entries that are everyday words, too: annotation leaves them alone in an article, search and cards know them all the same.
 * Chosen by us; 恶心 is mostly "disgusting", "aids" mostly a verb.
 */
const words: Readonly<Record<string, readonly string[]>> = {
  'zh-CN': [
    ...['恶心', '疼痛', '感染', '过敏', '炎症', '出血', '疲劳', '乏力', '压力', '紧张', '焦虑', '肥胖', '发热', '高热', '扭伤', '更年期', '脱发'],
    ...['检查', '化验', '治疗', '手术', '药物', '症状', '疾病', '健康', '医院', '医生', '体检', '疫苗', '营养', '睡眠', '运动'],
  ],
  en: [
    ...['aids', 'cold', 'hives', 'shingles', 'shock', 'stress', 'fatigue', 'pain', 'infection', 'inflammation', 'allergy', 'bleeding'],
    ...['test', 'treatment', 'surgery', 'medicine', 'symptom', 'disease', 'health', 'hospital', 'doctor', 'vaccine', 'nutrition', 'sleep', 'exercise'],
  ],
};
export default words;
