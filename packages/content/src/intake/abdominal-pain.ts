import { item, questionnaire, vocabulary } from './author.js';
import { age, course, duration, medicines, notes, pregnancy, purpose, reason, severity } from './common-items.js';

const { choice, yesNo } = vocabulary('abdominal-pain');

const thisPain = item('this-pain', 'group', ['这次肚子痛', 'This belly pain'], {
  item: [
    reason(['用一两句话说说这次肚子痛', 'Tell us about it in a sentence or two']),
    item('onset', 'choice', ['是怎样开始的？', 'How did it begin?'], {
      role: 'onset',
      short: ['起病', 'Onset'],
      required: true,
      answerOption: [
        choice('sudden', ['突然，几分钟内就很痛', 'Suddenly: very bad within minutes']),
        choice('hours', ['几小时内逐渐加重', 'It built up over hours']),
        choice('days', ['几天或更久，慢慢出现', 'It came on over days or longer']),
      ],
    }),
    severity(['现在有多痛？', 'How bad is it now?']),
    duration(['痛了多久？', 'How long have you had it?']),
    course(['这段时间是在好转还是加重？', 'Is it getting better or worse?']),
    item('site', 'choice', ['哪里最痛？可以多选', 'Where is it worst? You may choose several'], {
      short: ['部位', 'Site'],
      role: 'symptom',
      required: true,
      control: 'body-map',
      repeats: true,
      answerOption: [
        choice('upper-middle', ['上腹正中', 'Upper middle']),
        choice('upper-right', ['右上腹', 'Upper right']),
        choice('upper-left', ['左上腹', 'Upper left']),
        choice('navel', ['肚脐周围', 'Around the navel']),
        choice('lower-right', ['右下腹', 'Lower right']),
        choice('lower-left', ['左下腹', 'Lower left']),
        choice('lower-middle', ['下腹正中', 'Lower middle']),
        choice('all-over', ['整个肚子', 'All over'], true),
      ],
    }),
    yesNo(
      'rigid',
      ['肚子硬得像板，或一碰、一动、一咳就剧痛吗？', 'Is the belly hard as a board, or agony when touched, moved or on coughing?'],
      ['腹部板硬或触痛剧烈', 'Rigid or very tender belly'],
      {
        required: true,
      },
    ),
  ],
});

const accompanying = item('accompanying', 'group', ['同时还有这些情况吗？', 'Is any of this happening too?'], {
  item: [
    item('vomit', 'choice', ['呕吐吗？', 'Have you been vomiting?'], {
      short: ['呕吐', 'Vomiting'],
      role: 'symptom',
      required: true,
      answerOption: [
        choice('blood', ['吐血，或像咖啡渣', 'Blood, or like coffee grounds']),
        choice('cannot-drink', ['吐得喝不进水', 'So much that I cannot keep fluids down']),
        choice('some', ['吐过', 'Some']),
        choice('none', ['没有', 'No'], true),
      ],
    }),
    item('stool', 'choice', ['大便怎么样？', 'How are your stools?'], {
      short: ['大便', 'Stools'],
      role: 'symptom',
      required: true,
      answerOption: [
        choice('black', ['黑得像柏油', 'Black like tar']),
        choice('blood', ['有鲜血', 'With fresh blood']),
        choice('nothing', ['不排便也不排气，肚子胀', 'Neither stool nor wind, and bloated']),
        choice('diarrhoea', ['拉肚子', 'Diarrhoea']),
        choice('normal', ['正常', 'Normal'], true),
      ],
    }),
    yesNo('faint', ['晕倒、出冷汗或脸色苍白吗？', 'Fainting, a cold sweat or very pale?'], ['晕厥、冷汗或苍白', 'Faint, cold sweat or pale'], {
      required: true,
    }),
    yesNo('fever', ['发烧吗（38 ℃ 或以上）？', 'Do you have a fever (38 °C or above)?'], ['发烧', 'Fever'], { required: true }),
    yesNo(
      'chest',
      ['同时胸口闷痛，或痛到肩膀、下巴吗？', 'Pressure in the chest, or pain in the shoulder or jaw, too?'],
      ['胸闷或肩颌痛', 'Chest pressure, shoulder or jaw pain'],
      {
        required: true,
      },
    ),
    yesNo('yellow', ['皮肤或眼白发黄吗？', 'Is your skin or the white of your eyes yellow?'], ['皮肤或眼白发黄', 'Yellow skin or eyes']),
    yesNo('urine', ['小便刺痛、带血或尿不出来吗？', 'Pain or blood on passing urine, or unable to?'], ['小便异常', 'Trouble passing urine']),
    yesNo('testicle', ['（男性）一侧睾丸突然肿痛吗？', '(Men) Sudden pain or swelling of a testicle?'], ['睾丸肿痛', 'Painful testicle']),
  ],
});

const background = item('background', 'group', ['您的情况', 'About you'], {
  item: [
    age(),
    pregnancy(),
    yesNo('weight', ['最近没有刻意减肥却瘦了很多吗？', 'Much weight loss without trying?'], ['消瘦', 'Weight loss']),
    yesNo('injury', ['最近一周肚子受过撞击吗？', 'A blow to the belly in the last week?'], ['腹部外伤', 'Blow to the belly']),
    item('history', 'choice', ['您有以下哪些情况？可以多选', 'Which of these apply to you? You may choose several'], {
      short: ['既往情况', 'History'],
      role: 'background',
      repeats: true,
      answerOption: [
        choice('surgery', ['做过腹部手术', 'An operation on the belly']),
        choice('stones', ['胆结石或肾结石', 'Gallstones or kidney stones']),
        choice('ulcer', ['胃溃疡或常吃止痛药', 'A stomach ulcer, or frequent painkillers']),
        choice('vessel', ['房颤、动脉瘤或血管病', 'Atrial fibrillation, an aneurysm or vessel disease']),
        choice('none', ['都没有', 'None of these'], true),
      ],
    }),
    medicines(),
    notes(),
  ],
});

/** Our own belly pain questionnaire; the questions follow the sources named in its rules. Not medically reviewed. */
export default questionnaire({
  id: 'abdominal-pain',
  name: 'AbdominalPain',
  title: ['腹痛问诊', 'Belly pain'],
  publisher: 'Nelumbo',
  description: purpose,
  item: [thisPain, accompanying, background],
});
