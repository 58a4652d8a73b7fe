"""Names, nicknames and spellings for the invented address books; apart from Kithwork's tables."""

# (given names, women's first; family names; weight of the culture)
CULTURES = {
    "english": (
        "Mary Jennifer Elizabeth Susan Margaret Katherine Patricia Rebecca Deborah Samantha Emily "
        "Victoria Christine Amanda Laura Helen Alison Fiona Hazel Imogen",
        "James Robert John Michael William David Richard Joseph Thomas Charles Christopher Daniel "
        "Matthew Anthony Andrew Edward Steven Kenneth Benjamin Gregory Timothy Nigel Rupert Clive",
        "Smith Jones Williams Brown Taylor Davies Wilson Evans Thomas Johnson Roberts Walker "
        "Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Martin Cooper Clarke",
        40,
    ),
    "german": (
        "Anna Katharina Sabine Ursula Claudia Petra Monika Stefanie Julia Elisabeth Heike Gisela",
        "Thomas Michael Andreas Wolfgang Klaus Jürgen Günter Stefan Matthias Björn Sören Jörg Uwe",
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schäfer Koch Bauer Schröder "
        "Köhler König Krüger Jäger Weiß Böhm Groß Kühn",
        15,
    ),
    "spanish": (
        "María Carmen Ana Isabel Lucía Dolores Pilar Rocío Inés Guadalupe Concepción Noelia",
        "José Antonio Juan Manuel Francisco Luis Javier Carlos Jesús Ángel Alejandro Iñigo",
        "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Muñoz Núñez Peña",
        10,
    ),
    "dutch": (
        "Anouk Sanne Femke Marieke Johanna Cornelia Wilhelmina Saskia Margriet",
        "Jan Pieter Hendrik Willem Cornelis Johannes Gerrit Bas Joris Maarten",
        "van der Berg|de Vries|van Dijk|Bakker|Jansen|de Jong|van den Broek|Visser|ter Horst|Smit",
        6,
    ),
    "russian": (
        "Екатерина Юлия Наталья Светлана Ольга Татьяна Анастасия Ирина Мария Елена",
        "Александр Дмитрий Сергей Алексей Михаил Николай Владимир Евгений Юрий Андрей",
        "Иванов Смирнов Кузнецов Попов Щербаков Жуков Яковлев Хрущев Цветаев Шишкин",
        6,
    ),
    "chinese": (
        "芳 丽 静 敏 娟 秀英 小红 雪梅 婷婷 晓燕",
        "伟 强 磊 军 勇 杰 建国 志明 文博 浩然",
        "王 李 张 刘 陈 杨 黄 赵 吴 周",
        9,
    ),
    "indian": (
        "Priya Anjali Deepika Lakshmi Sunita Pooja Kavita Shweta Aishwarya",
        "Rajesh Amit Suresh Vikram Sanjay Srinivas Venkatesh Karthik Abhishek",
        "Sharma Patel Singh Kumar Gupta Reddy Iyer Agarwal Krishnamurthy Subramaniam",
        9,
    ),
    "arabic": (
        "Fatima Aisha Khadija Layla Mariam Zainab",
        "Mohammed Ahmed Omar Hassan Khalid Youssef Mustafa Tariq",
        "Al-Rashid|El-Masri|Bin Laith|Haddad|Khoury|Al Hashimi|Mansour|Najjar|Abdel Nour",
        5,
    ),
}  # fmt: skip
CALLED = {
    "Mary": "Molly", "Jennifer": "Jenny", "Elizabeth": "Liz", "Susan": "Sue", "Margaret": "Maggie",
    "Katherine": "Kate", "Patricia": "Pat", "Rebecca": "Becky", "Deborah": "Debbie",
    "Samantha": "Sam", "Victoria": "Vicky", "Christine": "Chris", "Amanda": "Mandy", "James": "Jim",
    "Robert": "Bob", "John": "Jack", "Michael": "Mike", "William": "Bill", "David": "Dave",
    "Richard": "Dick", "Joseph": "Joe", "Thomas": "Tom", "Charles": "Chuck", "Daniel": "Dan",
    "Christopher": "Chris", "Matthew": "Matt", "Anthony": "Tony", "Andrew": "Andy",
    "Edward": "Ted", "Steven": "Steve", "Kenneth": "Ken", "Benjamin": "Ben", "Gregory": "Greg",
    "Timothy": "Tim", "Katharina": "Kathi", "Ursula": "Uschi", "Elisabeth": "Lisa",
    "Stefanie": "Steffi", "Wolfgang": "Wolf", "José": "Pepe", "Francisco": "Paco",
    "Manuel": "Manolo", "Dolores": "Lola", "Jesús": "Chuy", "Hendrik": "Henk", "Willem": "Wim",
    "Cornelis": "Kees", "Johannes": "Hans", "Екатерина": "Катя", "Александр": "Саша",
    "Дмитрий": "Дима", "Михаил": "Миша", "Наталья": "Наташа", "Владимир": "Вова",
    "Rajesh": "Raj", "Venkatesh": "Venkat", "Vikram": "Vik", "Abhishek": "Abhi",
}  # fmt: skip
SPELT = {
    "Екатерина": "Ekaterina Yekaterina", "Юлия": "Yulia Julia Iuliia", "Наталья": "Natalia Natalya",
    "Светлана": "Svetlana", "Ольга": "Olga", "Татьяна": "Tatiana Tatyana", "Ирина": "Irina",
    "Анастасия": "Anastasia Anastasiya", "Мария": "Maria Mariya", "Елена": "Elena Yelena",
    "Александр": "Alexander Aleksandr", "Дмитрий": "Dmitry Dmitri Dmitrii",
    "Андрей": "Andrey Andrei",
    "Сергей": "Sergey Sergei", "Алексей": "Alexey Alexei Aleksei", "Михаил": "Mikhail Michail",
    "Николай": "Nikolay Nikolai", "Владимир": "Vladimir", "Евгений": "Evgeny Yevgeny Evgenii",
    "Юрий": "Yuri Yury", "Иванов": "Ivanov", "Смирнов": "Smirnov", "Кузнецов": "Kuznetsov",
    "Попов": "Popov", "Щербаков": "Shcherbakov Scherbakov", "Жуков": "Zhukov Jukov",
    "Яковлев": "Yakovlev Iakovlev", "Хрущев": "Khrushchev", "Цветаев": "Tsvetaev",
    "Шишкин": "Shishkin", "Катя": "Katya", "Саша": "Sasha", "Дима": "Dima", "Миша": "Misha",
    "Наташа": "Natasha", "Вова": "Vova", "芳": "Fang", "丽": "Li", "静": "Jing", "敏": "Min",
    "娟": "Juan", "秀英": "Xiuying Xiu-Ying", "小红": "Xiaohong", "雪梅": "Xuemei Xue-Mei",
    "婷婷": "Tingting", "晓燕": "Xiaoyan", "伟": "Wei", "强": "Qiang", "磊": "Lei", "军": "Jun",
    "勇": "Yong", "杰": "Jie", "建国": "Jianguo", "志明": "Zhiming Zhi-Ming", "文博": "Wenbo",
    "浩然": "Haoran", "王": "Wang", "李": "Li", "张": "Zhang", "刘": "Liu", "陈": "Chen",
    "杨": "Yang", "黄": "Huang", "赵": "Zhao", "吴": "Wu", "周": "Zhou",
    "Mohammed": "Mohammed Muhammad Mohamed", "Ahmed": "Ahmed Ahmad", "Youssef": "Youssef Yusuf",
    "Khalid": "Khalid Khaled", "Mustafa": "Mustafa Moustafa", "Tariq": "Tariq Tarek",
    "Fatima": "Fatima Fatma", "Aisha": "Aisha Ayesha", "Layla": "Layla Leila",
    "Mariam": "Mariam Maryam", "Zainab": "Zainab Zeinab", "Hassan": "Hassan Hasan",
}  # fmt: skip
PLAIN = str.maketrans("áéíóúñüößäÁÉÍÓÚÑÜÖÄ", "aeiounuosaAEIOUNUOA")
UMLAUTS = {"ü": "ue", "ö": "oe", "ä": "ae", "ß": "ss", "Ü": "Ue", "Ö": "Oe", "Ä": "Ae"}
_SYLLABLE_WORDS = """
ba be bo ca co da de do fa fe ga go ha he ka ke ki ko la le li lo ma me mi mo na ne no pa
pe ra re ri ro sa se so ta te ti to va ve vi wa we za ze
"""
SYLLABLES = _SYLLABLE_WORDS.split()
_END_WORDS = """
ll nd ng rt ck man son ley ton field wick stein berg mann ski ov ic ini elli ez aga
"""
ENDS = _END_WORDS.split()
_TITLES_WORDS = """
Engineer|Software Engineer|Sales Manager|Accountant|Nurse|Project Manager|Director|
Recruiter|Data Analyst|Consultant|Teacher|HR Business Partner|Controller|
Head of Marketing|Product Manager|Electrician|Attorney|Pharmacist|Architect|Editor
"""
TITLES = _TITLES_WORDS.replace("\n", "").split("|")
_BIG_WORDS = """
IBM Siemens Google Deloitte Walmart Amazon Infosys Volkswagen Accenture Bosch
"""
BIG = _BIG_WORDS.split()
FORMS = ["", "", " GmbH", " Inc.", " Ltd", " LLC", " AG", " Corp.", " & Co. KG"]
DEGREES = [", PhD", " MBA", ", M.D.", " CPA", ", PMP", " (she/her)", " 🚀", " ✨", ", M.Sc."]
FRONT = ["Dr. ", "Prof. ", "Mr. ", "Ms ", "Dipl.-Ing. ", "🌍 "]
