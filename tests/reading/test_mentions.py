from collections.abc import Iterator

import pytest

from marsad.linking import LinkStage
from marsad.reading.mentions import MentionStage
from marsad.records import Article, Block, Link, Mention
from marsad.stage import Layers


class Read:
    """An article of our own words with its mentions and links."""

    def __init__(self, stages: tuple[MentionStage, LinkStage], text: str) -> None:
        self.text = text
        article = Article(id="a", page="p", path="p.txt", text=text, language="ara")
        layers = Layers(_blocks(text))
        layers = layers.plus(stages[0](article, layers))
        self.mentions = layers.of(Mention)
        self.links = [link for link in stages[1](article, layers) if isinstance(link, Link)]
        self.link = {mention: link for link in self.links for mention in link.mentions}

    def words(self, mention: Mention) -> str:
        return self.text[mention.start : mention.end]

    def found(self) -> dict[str, str]:
        return {self.words(m): m.kind for m in self.mentions}

    def entity(self, words: str) -> str | None:
        (link,) = {self.link[m.id].id: self.link[m.id] for m in self.mentions if self.words(m) == words}.values()
        return link.entity_id or link.name


def _blocks(text: str) -> Iterator[Block]:
    start = 0
    for line in text.split("\n"):
        yield Block(
            id=f"b{start}",
            article_id="a",
            made_by="t/1",
            start=start,
            end=start + len(line),
            kind="paragraph",
            reason="",
        )
        start += len(line) + 1


@pytest.fixture(scope="module")
def stages() -> tuple[MentionStage, LinkStage]:
    return MentionStage(), LinkStage()


ROLES = [
    ("قال السفير الأميركي لدى العراق ماثيو تولر إن بلاده باقية", "ماثيو تولر", "السفير الأميركي لدى العراق"),
    ("وصل وزير الخارجية العراقي، فؤاد حسين، إلى عمّان", "فؤاد حسين", "وزير الخارجية العراقي"),
    (
        "التقى نائب قائد العمليات المشتركة الفريق أول الركن عبدالأمير الشمري ضيوفه",
        "عبدالأمير الشمري",
        "نائب قائد العمليات المشتركة الفريق أول الركن",
    ),
    ("اتصلت وزيرة الخارجية البريطانية ليز تراس بنظيرها", "ليز تراس", "وزيرة الخارجية البريطانية"),
    ("صرح عضو اللجنة بدر الزيادي للصحافيين", "بدر الزيادي", "عضو اللجنة"),
    ("استقبل الشيخ ضاري المحيسن ضيوفه", "ضاري المحيسن", "الشيخ"),
    ("قال غسان المرعبي مدير بلدية السفح إن المياه عادت", "غسان المرعبي", "مدير بلدية السفح"),
    ("وبحسب محمد بن راشد الكعبي، رئيس غرفة التجارة، فإن الأسعار هبطت", "محمد بن راشد الكعبي", "رئيس غرفة التجارة"),
    (
        "دعا حازم الطويل نائب الرئيس القبرصي اللجنة العليا للسباق إلى الانعقاد",
        "حازم الطويل",
        "نائب الرئيس القبرصي",
    ),
    ("تسلم الفريق من الكابتن سامر المرعبي شارته", "سامر المرعبي", "الكابتن"),
    ("حضر حفيد مؤسس النادي، حازم الطويل، الحفل", "حازم الطويل", "حفيد مؤسس النادي"),
    ("قال محامي المرعبي، بول ستاين، إن الحكم قاس", "بول ستاين", "محامي المرعبي"),
    ("قال كلود ستاين مدير معهد سانتا كروز للبحوث إن النتائج سارة", "كلود ستاين", "مدير معهد سانتا كروز للبحوث"),
    ("وصل مدرب الفريق، كلود ستاين، أمس", "كلود ستاين", "مدرب الفريق"),
    ("رحب العقيد القبرصي، كلود ستاين، بالخطوة", "كلود ستاين", "العقيد القبرصي"),
    ("طالب الرئيس السابق كلود ستاين بالهدوء", "كلود ستاين", "الرئيس السابق"),
    ("فاز منافسه الرئيسي كلود ستاين بالمقعد", "كلود ستاين", "منافسه الرئيسي"),
    ("خطب كوزير للمياه في حكومة رئيس حزب البحر، كلود ستاين، أمس", "كلود ستاين", "رئيس حزب البحر"),
    ("ألقت ماريا ستاين نائبة الرئيس باللوم على الأمطار", "ماريا ستاين", "نائبة الرئيس"),
    ("قال آية الله عباس واعظ طبسي إنه باق", "عباس واعظ طبسي", "آية الله"),
    ("سافر مع زوجته سوزان إلى البحر", "سوزان", "زوجته"),
    ("شكر وزير البلديات المهندس مساعد العيبان ضيوفه", "مساعد العيبان", "وزير البلديات المهندس"),
]


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_a_name_has_the_role_that_stands_beside_it(
    stages: tuple[MentionStage, LinkStage], text: str, name: str, role: str
) -> None:
    read = Read(stages, text)
    (mention,) = [m for m in read.mentions if read.words(m) == name]
    assert (mention.kind, mention.role) == ("person", role)
    assert mention.role_start is not None
    assert text[mention.role_start : mention.role_end] == role


NO_ROLES = [
    ("فاز مرشح ترامب للمحكمة بالمنصب", "ترامب"),
    ("هنأ بوتين الرئيس القبرصي على النجاح", "بوتين"),
    ("خسر الفريق أمام كلود ستاين أمس", "كلود ستاين"),
    ("عمل بمساعدة كلود ستاين طويلاً", "كلود ستاين"),
]


@pytest.mark.parametrize(("text", "name"), NO_ROLES)
def test_words_before_a_name_are_not_always_its_role(
    stages: tuple[MentionStage, LinkStage], text: str, name: str
) -> None:
    read = Read(stages, text)
    assert [m.role for m in read.mentions if read.words(m) == name] == [None]


PERSONS = [
    ("رحب الأمير خالد الفيصل بن عبدالعزيز بالضيوف", "خالد الفيصل بن عبدالعزيز"),
    ("حضر الوزير سجعان القزي اللقاء", "سجعان القزي"),
    ("وصل الشيخ عبدالرحمن بن خليفة آل ثاني أمس", "عبدالرحمن بن خليفة آل ثاني"),
    ("التقى الملك عبدالله الثاني ضيوفه", "عبدالله الثاني"),
    ("قال أبو عبد الله المهاجر إنه باق", "أبو عبد الله المهاجر"),
    ("قال رئيس الوزراء شينزو آبي إلى الصحافيين إنه متفائل", "شينزو آبي"),
    ("أصغى المستشار أحمد الخطيب إلى الحديث", "أحمد الخطيب"),
]


@pytest.mark.parametrize(("text", "name"), PERSONS)
def test_names_are_cut_where_they_end(stages: tuple[MentionStage, LinkStage], text: str, name: str) -> None:
    assert Read(stages, text).found().get(name) == "person"


def test_a_name_told_in_full_is_found_where_it_is_cut(stages: tuple[MentionStage, LinkStage]) -> None:
    read = Read(stages, "وصل الدكتور رشيد التلال صباحاً.\nثم شكر رشيد التلال جيرانه.")
    assert [read.words(m) for m in read.mentions if m.kind == "person"].count("رشيد التلال") == 2


KINDS = [
    ("أعلنت لجنة الطاقة والبيئة فتح باب الطلبات", "لجنة الطاقة والبيئة", "organization"),
    ("باشر معهد الجسر للسياسات عمله", "معهد الجسر للسياسات", "organization"),
    ("أعلنت الحكومة البلغارية استقالتها", "الحكومة البلغارية", "organization"),
    ("اندلع حريق في مستشفى وادي السدر العام فجراً", "مستشفى وادي السدر العام", "organization"),
    ("انسحب مسلحو تنظيم «داعش» ليلاً", "تنظيم «داعش»", "group"),
    ("وصلت القافلة إلى بلدة أم النخيل مساء", "بلدة أم النخيل", "place"),
    ("فر سجناء من سجن غويران أمس", "سجن غويران", "place"),
    ("عاد الهدوء إلى جبال قره جوغ", "جبال قره جوغ", "place"),
    ("التقى أبو سيف جيرانه", "أبو سيف", "person"),
    ("تابعت الهيئة العامة للأرصاد وحماية البيئة العاصفة", "الهيئة العامة للأرصاد وحماية البيئة", "organization"),
    ("نقل الجرحى إلى مستشفى الولادة والأطفال ليلاً", "مستشفى الولادة والأطفال", "organization"),
    ("افتتح مركز سعيد المرعبي الثقافي أبوابه", "مركز سعيد المرعبي الثقافي", "organization"),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_bodies_places_and_groups(stages: tuple[MentionStage, LinkStage], text: str, name: str, kind: str) -> None:
    assert Read(stages, text).found().get(name) == kind


PROCLITICS = [
    ("اتفقت بغداد ووَاشنطن على الموعد", "وَاشنطن"),
    ("قال مصدر للقوات الأميركية إن المهمة انتهت", "للقوات الأميركية"),
    ("رحب بالعراق شريكاً", "العراق"),
    ("سلم الملف لبولندا أمس", "بولندا"),
]


@pytest.mark.parametrize(("text", "name"), PROCLITICS)
def test_proclitics_stand_outside(stages: tuple[MentionStage, LinkStage], text: str, name: str) -> None:
    assert name in Read(stages, text).found()


NOTHING = [
    "أعلن فتح باب القبول أمام الطلاب",
    "بلغت النسبة ستين في المئة من الأرباح",
    "عاد الوفد إلى الفندق بعد يوم طويل",
    "شكلت الوزارة لجنة تحقيق وقالت إنها ستعلن النتائج",
    "بقي في ناحية البحر حتى بداية شهر رمضان المبارك",
    "غادر ولي ولي العهد المدينة",
    "تغير نظام «الوصاية» هذا العام",
    "ضغط على الإدارة المؤقتة للموافقة على البيع",
]


@pytest.mark.parametrize("text", NOTHING)
def test_everyday_words_are_no_names(stages: tuple[MentionStage, LinkStage], text: str) -> None:
    assert Read(stages, text).found() == {}


def test_short_forms_are_of_their_full_form(stages: tuple[MentionStage, LinkStage]) -> None:
    read = Read(
        stages,
        "تولر يغادر\nقال السفير الأميركي ماثيو تولر إن خلية الإعلام الأمني نفت الخبر.\nوأضافت الخلية أن تولير غادر.",
    )
    assert read.entity("الخلية") == read.entity("خلية الإعلام الأمني")
    assert read.entity("تولر") == read.entity("ماثيو تولر")


def test_a_head_points_to_the_nearest_body_before_it(stages: tuple[MentionStage, LinkStage]) -> None:
    read = Read(stages, "أعلنت دائرة صحة السفح خطتها.\nوقالت دائرة مياه التلال إنها موافقة.\nوأكدت الدائرة ذلك.")
    assert read.entity("الدائرة") == read.entity("دائرة مياه التلال") != read.entity("دائرة صحة السفح")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("اجتمع مجلس النواب اللبناني في بيروت ثم زار الوفد طرابلس وصيدا", "LBN"),
        ("أعلن الجيش الليبي في بنغازي أن الطريق إلى طرابلس مفتوحة", "LBY"),
    ],
)
def test_the_country_of_the_article_settles_a_place(
    stages: tuple[MentionStage, LinkStage], text: str, country: str
) -> None:
    read = Read(stages, text)
    (mention,) = [m for m in read.mentions if read.words(m) == "طرابلس"]
    link = read.link[mention.id]
    assert link.country == country
    assert link.latitude is not None
    assert f"country {country}" in link.reasons


def test_an_office_is_its_holder_whom_the_article_names(stages: tuple[MentionStage, LinkStage]) -> None:
    read = Read(stages, "وصل السفير البولندي مارتن كوفال إلى بغداد.\nوأكد السفير البولندي دعم بلاده.")
    office = next(m for m in read.mentions if m.office)
    assert read.link[office.id].name == read.link[next(m for m in read.mentions if m.role).id].name


def test_a_tagger_adds_what_nobody_else_finds() -> None:
    text = "وقالت ماريكا فيلتسن لمراسلنا إن الوضع صعب."
    found = [
        [m.evidence for m in Read((MentionStage(tagger), LinkStage()), text).mentions] for tagger in ("none", "fast")
    ]
    assert found == [[], [("tagger",)]]


def test_a_known_name_that_goes_on_is_the_same_person() -> None:
    text = "وقال محمد بن نايف بن عبدالعزيز آل سعود إن العمل مستمر."
    (mention,) = Read((MentionStage("fast"), LinkStage()), text).mentions
    assert text[mention.start : mention.end] == "محمد بن نايف بن عبدالعزيز آل سعود"
    assert mention.candidates == ("person:mohammed-bin-nayef",)


PLACES = [
    ("هاجر إلى الجزائر ثم عاد إلى الرباط حيث عاصمة المغرب", "الرباط", True),
    ("أصيب اللاعب بتمدد في الرباط الجانبي للركبة", "الرباط", False),
    ("كتب إليه عبر بريده الإلكتروني مساء أمس", "بريده", False),
    ("عاد بعد صلاة المغرب إلى البيت", "المغرب", False),
]


@pytest.mark.parametrize(("text", "word", "found"), PLACES)
def test_everyday_words_are_places_only_with_a_sign(
    stages: tuple[MentionStage, LinkStage], text: str, word: str, found: bool
) -> None:
    assert (word in Read(stages, text).found()) is found


def test_a_club_is_no_town_in_news_of_sport(stages: tuple[MentionStage, LinkStage]) -> None:
    sport = "فاز ميلان على روما في مباراة الدوري، وقال مدرب الفريق إن لاعب الوسط سجل المرمى الأول في المباراة"
    assert Read(stages, sport).found().get("روما") == "organization"
    assert Read(stages, "وصل الوزير إلى روما أمس").found().get("روما") == "place"


def test_a_body_is_of_the_country_beside_it(stages: tuple[MentionStage, LinkStage]) -> None:
    text = "قالت وزارة الخارجية في البحرين إنها استدعت السفير.\nوزار وفد من مصر الرياض."
    assert (Read(stages, text).entity("وزارة الخارجية") or "").endswith("-bhr")
