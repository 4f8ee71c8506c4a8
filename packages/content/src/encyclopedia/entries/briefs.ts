/**
 * One row per topic: `topic | slug | weight | departments | Chinese summary | English summary`. Topics are the ids of `sources/topics.csv`.
 * Weight: how often people look for it, by our own estimate; 60 and above is everyday. The summaries are ours, not medically reviewed.
 */
export const briefs = `
t001|cancer|80|onc|一大类疾病的总称：身体某处的细胞不受控制地生长，并可能侵入周围组织或转移到别处。|A large group of diseases in which cells grow out of control and may invade nearby tissue or spread.
t002|lung-cancer|70|onc,resp|起源于气管、支气管或肺部的恶性肿瘤，吸烟是最主要的危险因素。|A cancer that starts in the airways or lungs; smoking is its main risk factor.
t003|stomach-cancer|65|onc,gi|起源于胃黏膜的恶性肿瘤，早期常没有明显不适。|A cancer that starts in the lining of the stomach, often without clear symptoms at first.
t004|breast-cancer|65|breast,onc|起源于乳腺组织的恶性肿瘤，多见于女性，男性也可能发生。|A cancer that starts in breast tissue, mostly in women, sometimes in men.
t005|liver-cancer|60|onc,hepat|起源于肝脏的恶性肿瘤，多与慢性肝病有关。|A cancer that starts in the liver, most often in people with long-standing liver disease.
t006|cervical-cancer|55|gyn,onc|起源于子宫颈的恶性肿瘤，多与人乳头瘤病毒长期感染有关，可以筛查和预防。|A cancer of the cervix, mostly linked to lasting HPV infection; screening and vaccination can prevent much of it.
t007|colorectal-cancer|60|onc,gi|起源于结肠或直肠的恶性肿瘤，筛查可以发现早期病变。|A cancer that starts in the colon or rectum; screening can find early changes.
t008|thyroid-cancer|55|endo,surg|起源于甲状腺的恶性肿瘤，多数类型进展较慢。|A cancer that starts in the thyroid gland; most types grow slowly.
t009|leukemia|60|haem|起源于造血组织的恶性疾病，异常的白细胞大量增生，影响正常造血。|A cancer of blood-forming tissue in which abnormal white cells crowd out normal blood cells.
t010|lymphoma|55|haem|起源于淋巴系统的恶性肿瘤，常表现为不痛的淋巴结肿大。|A cancer of the lymphatic system, often noticed as painless swollen lymph nodes.
t011|hypertension|100|card,gp|血液对血管壁的压力长期偏高。多数人没有感觉，却会慢慢伤害心、脑、肾和血管。|Blood presses on the vessel walls too strongly over a long time. Most people feel nothing, yet heart, brain and kidneys suffer slowly.
t012|hypotension|65|card,gp|血压低于平常水平。没有不适时多不需处理，出现头晕、晕倒则要找原因。|Blood pressure below the usual level. Without complaints it rarely matters; dizziness or fainting needs a cause.
t013|diabetes|95|endo,gp|血糖长期偏高的一组疾病，原因是胰岛素不足或身体不能好好利用它。|A group of diseases with lasting high blood sugar, because insulin is lacking or does not work well.
t014|type-2-diabetes|90|endo,gp|最常见的糖尿病：身体对胰岛素不敏感，胰岛素也逐渐不够用，血糖长期偏高。|The most common form of diabetes: the body responds poorly to insulin and slowly makes too little, so blood sugar stays high.
t015|type-1-diabetes|65|endo|胰腺几乎不再产生胰岛素的糖尿病，需要长期使用胰岛素。|Diabetes in which the pancreas makes almost no insulin, so insulin is needed for life.
t016|gestational-diabetes|60|gyn,endo|怀孕期间首次出现的血糖偏高，需要在产科指导下管理。|High blood sugar that first appears during pregnancy and is managed with the maternity team.
t017|coronary-heart-disease|85|card|给心脏供血的动脉变窄或堵塞，心肌得不到足够的血，可引起胸痛甚至心肌梗死。|The arteries that feed the heart become narrow or blocked; this can cause chest pain or a heart attack.
t018|heart-attack|80|card,er|心脏的一支动脉突然堵塞，部分心肌因缺血而坏死，是需要立即呼救的急症。|An artery of the heart is suddenly blocked and heart muscle dies: an emergency that needs a call for help at once.
t019|angina|70|card|心肌一时供血不足引起的胸部压迫感或疼痛，常在用力或激动时出现。|Pressure or pain in the chest when the heart muscle gets too little blood, often on effort or upset.
t020|heart-failure|65|card|心脏泵血的能力下降，常见气短、乏力和下肢水肿。|The heart pumps less well than the body needs; breathlessness, tiredness and swollen legs are common.
t021|atrial-fibrillation|60|card|一种常见的心律失常：心房跳动快而乱，会增加脑卒中的风险。|A common irregular heart rhythm that raises the risk of stroke.
t022|stroke|90|neuro,er|脑的供血突然中断或脑内出血，使脑细胞受损。每一分钟都重要。|Blood supply to part of the brain stops or a vessel bleeds, and brain cells are damaged. Every minute counts.
t023|cerebral-infarction|75|neuro,er|脑动脉堵塞造成的脑组织缺血坏死，是最常见的一类脑卒中。|Brain tissue dies because an artery is blocked; the most common kind of stroke.
t024|intracerebral-hemorrhage|65|neuro,er|脑内血管破裂出血，是一类严重的脑卒中。|A blood vessel inside the brain bursts and bleeds: a severe kind of stroke.
t025|parkinsons-disease|60|neuro|一种缓慢进展的神经系统疾病，常见动作变慢、僵硬和静止时手抖。|A slowly progressing disease of the nervous system with slowness, stiffness and tremor at rest.
t026|alzheimers-disease|65|neuro,psych|最常见的痴呆类型，记忆和思考能力逐渐下降。|The most common kind of dementia, with a gradual loss of memory and thinking.
t027|epilepsy|60|neuro|大脑神经细胞反复异常放电引起的慢性疾病，表现为反复发作。|A long-term condition in which abnormal brain activity causes repeated seizures.
t028|migraine|80|neuro|一种反复发作的头痛，多为一侧搏动样，常伴恶心、怕光怕声。|Recurring headaches, often throbbing on one side, with nausea and dislike of light and sound.
t029|common-cold|95|gp,resp|病毒引起的上呼吸道感染，流涕、鼻塞、咽痛多见，通常会自行好转。|A viral infection of the nose and throat with runny or blocked nose and sore throat; it usually gets better by itself.
t030|influenza|90|resp,inf|流感病毒引起的急性呼吸道传染病，起病急，发热和全身酸痛明显。|A contagious infection by influenza viruses that starts suddenly with fever and aching all over.
t031|covid-19|75|resp,inf|由新型冠状病毒引起的呼吸道传染病，轻重差别很大。|A contagious respiratory infection by SARS-CoV-2; it ranges from mild to severe.
t032|pneumonia|75|resp|肺部的感染性炎症，常见发热、咳嗽、咳痰和气短。|An infection that inflames the lungs, with fever, cough, phlegm and shortness of breath.
t033|asthma|85|resp|气道的慢性炎症，使气道敏感、反复变窄，出现喘息、气短、胸闷和咳嗽。|Long-lasting inflammation that makes the airways sensitive and narrow at times, with wheeze, breathlessness, tightness and cough.
t034|copd|75|resp|一组慢性肺部疾病：气流受限逐渐加重，常见长期咳嗽、咳痰和活动后气短。|Long-term lung disease with airflow that slowly gets worse: cough, phlegm and breathlessness on effort.
t035|tuberculosis|60|inf,resp|结核分枝杆菌引起的传染病，最常侵犯肺部，规范用药可以治愈。|An infection by tuberculosis bacteria, mostly of the lungs, that can be cured with a full course of medicine.
t036|allergic-rhinitis|80|ent,allergy|鼻黏膜对花粉、尘螨等过敏，出现喷嚏、清水样鼻涕、鼻痒和鼻塞。|The lining of the nose reacts to pollen, dust mites and the like: sneezing, watery and itchy nose, blockage.
t037|tonsillitis|65|ent|扁桃体的炎症，常见咽痛、吞咽痛和发热。|Inflammation of the tonsils with sore throat, painful swallowing and fever.
t038|gastritis|85|gi|胃黏膜的炎症，可有上腹不适、饱胀、恶心，也可能没有感觉。|Inflammation of the stomach lining; it may cause upper belly discomfort, fullness and nausea, or nothing at all.
t039|gastric-ulcer|65|gi|胃黏膜出现的较深破损，常见上腹痛，可能出血。|A deeper break in the stomach lining that often causes upper belly pain and may bleed.
t040|gerd|80|gi|胃里的东西反流到食管，引起烧心、反酸等不适。|Stomach contents flow back into the gullet and cause heartburn and sour regurgitation.
t041|helicobacter-pylori|65|gi|一种能在胃里长期生存的细菌感染，与胃炎和溃疡有关。|Infection with a bacterium that lives in the stomach and is linked to gastritis and ulcers.
t042|appendicitis|70|surg,er|阑尾的急性炎症，常从肚脐周围痛转移到右下腹，需要尽快就医。|Acute inflammation of the appendix; pain often moves to the lower right belly and needs prompt care.
t043|gallstones|65|surg,gi|胆囊里形成的结石，可能没有感觉，也可能引起右上腹阵痛。|Stones that form in the gallbladder; silent in many people, painful attacks in others.
t044|fatty-liver|75|gi,hepat|肝细胞里积存过多脂肪，多与体重、代谢和饮酒有关。|Too much fat stored in the liver, mostly linked to weight, metabolism or alcohol.
t045|hepatitis-b|65|inf,hepat|乙型肝炎病毒引起的肝脏感染，可以通过疫苗预防。|Infection of the liver by the hepatitis B virus; a vaccine prevents it.
t046|cirrhosis|60|hepat,gi|肝脏长期受损后形成广泛瘢痕，功能逐渐下降。|Widespread scarring of the liver after long damage, with slowly failing function.
t047|hemorrhoids|75|colo|肛门和直肠下端的静脉团肿胀，可有便血、坠胀或疼痛。|Swollen veins around the anus and lower rectum that may bleed, itch or hurt.
t048|constipation|85|gi,gp|排便次数少、干硬费力或总觉得没排净。|Infrequent, hard or difficult bowel movements, or the feeling of not having finished.
t049|diarrhea|85|gi,gp|大便变稀、次数增多，最要当心的是脱水。|Loose and frequent stools; the main danger is loss of fluid.
t050|kidney-stones|65|uro|尿液里的矿物质在肾脏形成的结石，移动时可引起剧烈腰腹痛。|Stones that form from minerals in urine; when they move they can cause severe pain.
t051|kidney-failure|55|nephro|肾功能严重而持久地丧失，体内废物和水分不能正常排出。|Severe lasting loss of kidney function, so that waste and water build up.
t052|prostatitis|60|uro|前列腺的炎症或不适，可有尿频、排尿痛和会阴部疼痛。|Inflammation or irritation of the prostate with frequent or painful urination and pelvic pain.
t053|benign-prostatic-hyperplasia|60|uro|前列腺随年龄增大，压迫尿道，出现尿频、尿等待、尿线变细。|The prostate grows with age and presses on the urethra: frequent urination, delay, weak stream.
t054|urinary-tract-infection|75|uro,nephro|细菌等进入泌尿道引起的感染，常见尿频、尿急和排尿痛。|An infection of the urinary tract, with frequent, urgent and painful urination.
t055|gout|85|rheum,endo|尿酸结晶沉积在关节引起的炎症，常突然发作，关节红肿剧痛。|Inflammation from uric acid crystals in a joint; attacks start suddenly with severe pain, redness and swelling.
t056|hyperuricemia|70|endo,rheum|血液里的尿酸高于正常范围，多数人没有不适。|More uric acid in the blood than normal; most people feel nothing.
t057|hyperlipidemia|85|card,endo|血液里的胆固醇或甘油三酯偏高，本身没有感觉，但会促使动脉变窄。|Too much cholesterol or triglycerides in the blood; not felt, but it helps arteries to narrow.
t058|hyperthyroidism|70|endo|甲状腺激素过多，常见心慌、怕热、手抖和体重下降。|Too much thyroid hormone: palpitations, heat intolerance, tremor, weight loss.
t059|hypothyroidism|70|endo|甲状腺激素不足，常见怕冷、乏力、嗜睡和体重增加。|Too little thyroid hormone: feeling cold, tired and sleepy, weight gain.
t060|thyroid-nodule|70|endo,surg|甲状腺里的局部结节，大多数是良性的。|A lump in the thyroid gland; most are harmless.
t061|obesity|75|endo,nutri|体内脂肪过多，已经影响健康或增加患病风险。|So much body fat that it affects health or raises the risk of disease.
t062|osteoporosis|80|ortho,endo|骨量减少、骨质变脆，轻微外力就可能骨折。|Bones lose mass and become fragile, so that a small force may break them.
t063|cervical-spondylosis|75|ortho,rehab|颈椎及其间盘退变引起的颈肩痛，有时伴手臂麻木。|Wear of the neck spine and its discs, with neck and shoulder pain and sometimes numb arms.
t064|lumbar-disc-herniation|75|ortho,rehab|腰椎间盘突出并刺激神经，引起腰痛和腿部放射痛。|A disc in the lower back bulges and irritates a nerve: back pain that runs into the leg.
t065|frozen-shoulder|65|ortho,rehab|肩关节疼痛、活动逐渐受限，多见于中年以后。|A painful shoulder that slowly loses movement, mostly from middle age on.
t066|rheumatoid-arthritis|65|rheum|免疫系统攻击关节的慢性疾病，常见对称的小关节肿痛和晨僵。|A long-term immune disease with swollen, painful, stiff joints, often the same on both sides.
t067|osteoarthritis|80|ortho,rheum|关节软骨磨损和退变引起的疼痛、僵硬，膝、髋和手最常见。|Pain and stiffness from worn joints, most often knees, hips and hands.
t068|eczema|80|derm|皮肤的炎症性疾病，反复发红、干燥和瘙痒，不会传染。|An inflammatory skin condition with recurring redness, dryness and itch; it is not contagious.
t069|urticaria|80|derm,allergy|皮肤突然出现瘙痒的红色或苍白风团，常在一天内消退，又在别处出现。|Itchy raised welts that appear suddenly, fade within a day and may come up elsewhere.
t070|shingles|75|derm,neuro|水痘病毒再次活动引起的皮疹和疼痛，多沿身体一侧呈带状。|The chickenpox virus wakes up again and causes a painful band-like rash on one side.
t071|acne|80|derm|毛囊和皮脂腺的炎症，表现为粉刺、丘疹和脓疱，青春期最常见。|Inflamed hair follicles and oil glands: blackheads, pimples and pustules, most common in the teens.
t072|psoriasis|65|derm|一种慢性皮肤病，出现红斑和银白色鳞屑，不会传染。|A long-term skin condition with red patches and silvery scales; not contagious.
t073|athletes-foot|70|derm|足部皮肤的真菌感染，可有瘙痒、脱皮和水疱，会传染。|A contagious fungal infection of the feet with itch, peeling and blisters.
t074|hair-loss|70|derm|头发脱落超过平常，原因很多，部分与遗传有关。|More hair falls out than usual; there are many causes, some run in families.
t075|myopia|75|eye|看远处模糊、近处清楚的屈光问题。|Distant things look blurred while near ones are clear.
t076|cataract|65|eye|眼内晶状体变混浊，视力逐渐模糊，可以手术治疗。|The lens of the eye becomes cloudy and sight blurs; surgery can help.
t077|glaucoma|65|eye|视神经逐渐受损的一组眼病，多与眼压有关，早发现很重要。|A group of eye diseases that damage the optic nerve, often with raised eye pressure; finding it early matters.
t078|dry-eye|70|eye|泪液不足或蒸发太快，眼睛干涩、异物感和易疲劳。|Too few tears or tears that dry too fast: dry, gritty, tired eyes.
t079|otitis-media|65|ent|中耳的炎症，常见耳痛、听力下降，儿童多见。|Inflammation of the middle ear with earache and poorer hearing, common in children.
t080|tinnitus|70|ent|没有外界声源却听到响声，如嗡嗡声或蝉鸣声。|Hearing a sound, such as ringing or humming, that has no outside source.
t081|dental-caries|80|dental|细菌产酸使牙齿逐渐被破坏，形成蛀洞。|Acid from bacteria slowly destroys a tooth and makes a cavity.
t082|periodontitis|70|dental|牙龈和牙槽骨的慢性炎症，常见牙龈出血、口臭和牙松动。|Long-lasting inflammation of gum and bone around teeth: bleeding gums, bad breath, loose teeth.
t083|mouth-ulcer|75|dental|口腔黏膜上疼痛的小破损，多能自行愈合。|A small painful sore in the mouth that mostly heals by itself.
t084|insomnia|90|psych,gp|难以入睡、易醒或早醒，并影响白天的精神和情绪。|Trouble falling or staying asleep, or waking too early, so that the day suffers.
t085|depression|85|psych|持续的情绪低落或失去兴趣，影响生活。这是一种疾病，可以得到帮助。|Lasting low mood or loss of interest that affects daily life. It is an illness, and help works.
t086|anxiety-disorder|85|psych|过度而持续的担心、紧张，难以控制，并影响生活。|Worry and tension that are strong, lasting, hard to control and get in the way of life.
t087|schizophrenia|60|psych|一种影响思维、感知和行为的精神疾病，可以治疗。|A mental illness that affects thinking, perception and behaviour; it can be treated.
t088|autism|65|psych,ped|一种从儿童早期开始的神经发育差异，影响社交沟通，行为和兴趣较为固定。|A developmental condition from early childhood that affects social communication and brings repetitive interests.
t089|adhd|65|psych,ped|以注意力难集中、多动和冲动为特点的神经发育障碍。|A developmental condition with trouble paying attention, restlessness and impulsiveness.
t090|hand-foot-and-mouth-disease|65|ped,inf|肠道病毒引起的儿童传染病，口腔、手、足出现疱疹或皮疹。|A contagious childhood illness by enteroviruses with sores in the mouth and a rash on hands and feet.
t091|chickenpox|70|ped,inf|水痘病毒引起的传染病，发热并出现瘙痒的水疱。|A contagious infection with fever and itchy blisters.
t092|measles|60|ped,inf|传染性很强的病毒感染，发热、咳嗽并出皮疹，可用疫苗预防。|A very contagious viral infection with fever, cough and rash; a vaccine prevents it.
t093|infant-diarrhea|65|ped|婴幼儿大便变稀、次数增多，比成人更容易脱水。|Loose, frequent stools in a baby or toddler, who dries out faster than an adult.
t094|menstrual-disorder|70|gyn|月经的周期、经期长短或经量与平常不同。|Periods whose rhythm, length or amount differ from usual.
t095|dysmenorrhea|75|gyn|月经前后或经期出现的下腹疼痛。|Lower belly pain before or during a period.
t096|uterine-fibroids|65|gyn|子宫肌层长出的良性肿瘤，可能没有感觉，也可能使经量增多。|Benign growths in the muscle of the womb; silent in many, heavy periods in others.
t097|polycystic-ovary-syndrome|65|gyn,endo|育龄女性常见的内分泌问题，可有月经稀少、多毛和痤疮。|A common hormonal condition in women with few periods, extra hair and acne.
t098|vaginitis|65|gyn|阴道的炎症，可有分泌物异常、瘙痒或灼热感。|Inflammation of the vagina with unusual discharge, itch or burning.
t099|menopause|70|gyn|卵巢功能衰退、月经停止前后的阶段，可有潮热、出汗和睡眠差。|The time around the last period, when hot flushes, sweating and poor sleep are common.
t100|anemia|80|haem,gp|血液里的红细胞或血红蛋白不足，输送氧气的能力下降，常见乏力、面色苍白。|Too few red cells or too little haemoglobin to carry oxygen; tiredness and paleness are common.
t101|iron-deficiency-anemia|70|haem,gp|身体缺铁造成的贫血，是最常见的一类。|Anaemia because the body lacks iron; the most common kind.
t102|aids|60|inf|人类免疫缺陷病毒感染的晚期阶段，免疫力严重下降；规范治疗可以长期控制。|The late stage of HIV infection with a weakened immune system; treatment controls it for the long term.
t103|syphilis|55|derm,inf|梅毒螺旋体引起的性传播疾病，可以治愈。|A sexually transmitted bacterial infection that can be cured.
t104|rabies|65|inf,er|狂犬病毒引起的致死性疾病，多由动物咬伤传播。被咬后立即冲洗并接种。|A deadly viral disease spread by animal bites. After a bite, wash at once and get vaccinated.
t105|tetanus|60|inf,er|破伤风梭菌从伤口进入引起的严重疾病，可以用疫苗预防。|A severe disease from bacteria that enter a wound; a vaccine prevents it.
t106|heat-stroke|80|er|高温环境下身体散热失败，体温升高并影响意识，可能危及生命。|The body fails to cool itself in heat; temperature rises and the mind clouds. It can threaten life.
t107|fever|95|gp,inf|体温高于平常，多是身体对感染的反应，它是症状而不是一种病。|A body temperature above usual, mostly a reaction to infection. It is a sign, not a disease.
t108|cough|90|resp,gp|身体清理气道的反射，可由感冒、过敏等多种原因引起。|A reflex that clears the airways; colds, allergy and many other causes bring it on.
t109|headache|90|neuro,gp|头部任何部位的疼痛，多数不严重，少数需要立即就医。|Pain anywhere in the head. Mostly harmless, now and then a reason to get help at once.
t110|dizziness|85|neuro,ent|头重脚轻、站不稳或感到旋转，原因很多。|Feeling light-headed, unsteady or spinning; there are many causes.
t111|chest-pain|85|card,er|胸部的疼痛、压迫或不适，可能来自心脏、肺、食管、肌肉等，有时是急症。|Pain, pressure or discomfort in the chest. It may come from heart, lungs, gullet or muscle, and may be an emergency.
t112|abdominal-pain|85|gi,er|胸部以下、腹股沟以上的疼痛，来源很多，轻重不一定说明病情。|Pain between the chest and the groin. It has many sources, and its strength does not tell how serious it is.
t113|palpitations|75|card|感到心跳加快、用力或不齐。|Feeling the heart beat fast, hard or irregularly.
t114|shortness-of-breath|75|resp,er|感到呼吸费力、气不够用。突然发生时要当作急症。|Breathing feels hard or not enough. When it comes on suddenly, treat it as an emergency.
t115|nausea|75|gi,gp|想要呕吐的不适感，原因很多。|The uneasy feeling of needing to vomit; there are many causes.
t116|ibuprofen|75|pharm|一种常用的退热止痛药，属于非甾体抗炎药。使用前请看说明书。|A common medicine for fever and pain, one of the anti-inflammatory drugs. Read the leaflet before use.
t117|aspirin|70|pharm|一种退热止痛药，小剂量也用于预防血栓。请遵医嘱使用。|A medicine for pain and fever; in low doses it is also used against blood clots. Follow medical advice.
t118|paracetamol|75|pharm|一种常用的退热止痛药，许多复方感冒药里也有，注意不要重复服用。|A common medicine for fever and pain. Many cold remedies contain it too: do not take it twice.
t119|amoxicillin|70|pharm|一种青霉素类抗生素，只对细菌感染有效，需要处方。|A penicillin antibiotic. It works only against bacteria and needs a prescription.
t120|metformin|65|pharm,endo|治疗2型糖尿病的常用口服药。请遵医嘱使用。|A common tablet for type 2 diabetes. Follow medical advice.
t121|insulin|70|pharm,endo|调节血糖的激素，也是治疗糖尿病的药物。|The hormone that controls blood sugar, and a medicine for diabetes.
x001|low-back-pain|85|ortho,rehab|腰背部的疼痛或僵硬，多数会在数周内好转。|Pain or stiffness in the lower back; most of it gets better within weeks.
x002|conjunctivitis|75|eye|眼白和眼睑内侧薄膜的炎症，眼睛发红、发痒或有分泌物。|Inflammation of the thin layer over the white of the eye: redness, itch, discharge.
x003|hypoglycemia|75|endo,er|血糖过低，可出现心慌、出汗、手抖，严重时意识不清。|Blood sugar that is too low: pounding heart, sweating, shaking, in severe cases confusion.
x004|food-poisoning|80|gi,er|吃了被污染的食物后出现的呕吐、腹痛和腹泻。|Vomiting, belly pain and diarrhoea after eating contaminated food.
x005|sprain|80|ortho,er|关节的韧带被拉伤或撕裂，常见于脚踝，局部肿痛。|The ligaments of a joint are stretched or torn, most often at the ankle, with pain and swelling.
x006|sore-throat|80|ent,gp|咽部疼痛、干痒或吞咽时加重，多由病毒感染引起。|A painful, dry or scratchy throat that is worse on swallowing; viruses are the usual cause.
`;

/** Topics that `sources/topics.csv` does not have, in its columns. */
export const extraTopics = `x001,腰痛,symptom,腰疼;下腰痛,low back pain;lower back pain,,
x002,结膜炎,disease,红眼病,conjunctivitis;pink eye,,
x003,低血糖,disease,低血糖症;血糖低,hypoglycemia;low blood sugar,,
x004,食物中毒,disease,食物性中毒,food poisoning,,
x005,扭伤,disease,崴脚;脚踝扭伤,sprain;sprained ankle,,
x006,咽痛,symptom,嗓子疼;喉咙痛;嗓子痛;咽喉痛,sore throat,,`;

/** Departments by key, Chinese and English. */
export const departments: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  allergy: ['变态反应科', 'Allergy'],
  breast: ['乳腺外科', 'Breast surgery'],
  card: ['心血管内科', 'Cardiology'],
  colo: ['肛肠外科', 'Colorectal surgery'],
  dental: ['口腔科', 'Dentistry'],
  derm: ['皮肤科', 'Dermatology'],
  endo: ['内分泌科', 'Endocrinology'],
  ent: ['耳鼻咽喉科', 'Ear, nose and throat'],
  er: ['急诊科', 'Emergency'],
  eye: ['眼科', 'Ophthalmology'],
  gi: ['消化内科', 'Gastroenterology'],
  gp: ['全科医学科', 'General practice'],
  gyn: ['妇产科', 'Obstetrics and gynaecology'],
  haem: ['血液科', 'Haematology'],
  hepat: ['肝病科', 'Hepatology'],
  inf: ['感染科', 'Infectious diseases'],
  nephro: ['肾内科', 'Nephrology'],
  neuro: ['神经内科', 'Neurology'],
  nutri: ['营养科', 'Nutrition'],
  onc: ['肿瘤科', 'Oncology'],
  ortho: ['骨科', 'Orthopaedics'],
  ped: ['儿科', 'Paediatrics'],
  pharm: ['药学门诊', 'Pharmacy'],
  psych: ['精神心理科', 'Mental health'],
  rehab: ['康复医学科', 'Rehabilitation'],
  resp: ['呼吸内科', 'Respiratory medicine'],
  rheum: ['风湿免疫科', 'Rheumatology'],
  surg: ['普外科', 'General surgery'],
  uro: ['泌尿外科', 'Urology'],
};
