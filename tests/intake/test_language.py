"""Languages are told apart by their letters, and by a model where letters do not tell."""

import pytest

from marsad.intake.language import identify


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("عقد وزير الخارجية اجتماعا مع نظيره التركي في أنقرة", "ara"),
        ("رئیس جمهور گفت که پیشنهاد چین را بررسی می کند", "fas"),
        ("وزیر اعظم نے کہا ہے کہ یہ فیصلہ ملک کے لیے ٹھیک ہے", "urd"),
        ("سەرۆکی هەرێمی کوردستان لەگەڵ باڵیۆزی ئەمریکا کۆبووەوە", "ckb"),
        ("The minister met his Turkish counterpart in Ankara on Monday", "eng"),
        ("Le ministre a rencontré son homologue turc à Ankara lundi", "fra"),
        ("خبر", "ara"),
        ("12/5 — 2021", "und"),
        ("", "und"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert identify(text) == code


def test_the_body_outweighs_an_english_menu() -> None:
    menu = "\n".join(["Home", "News", "World", "Sport", "Contact us"] * 20)
    body = "\n".join(["أعلنت قيادة العمليات المشتركة وصول وفد أمني إلى مقرها لبحث خطط مكافحة الإرهاب في البلاد."] * 4)
    assert identify(f"{menu}\n{body}\n{menu}") == "ara"
