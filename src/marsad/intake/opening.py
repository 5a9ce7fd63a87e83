"""Opens a page: bytes to an article, its lines and what the page states about itself."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.intake.encoding import Decoded, decode
from marsad.intake.language import identify
from marsad.intake.metadata import Fact, domain_of, read_metadata
from marsad.intake.render import Rendered, render
from marsad.records import Article, Issue, Line, Metadata, Page, Record, digest

MADE_BY = "opening/1"


def open_page(page: Page) -> tuple[Article | None, tuple[Record, ...]]:
    """Decode and render a page. None, with an issue, where no visible text is in it.

    An article's id is made from its text, address, own id and given facts, never from the file's name.
    """
    decoded = decode(page.content, [page.charset] if page.charset else [], page.media)
    rendered = render(decoded.text) if page.media == "html" else None
    text = decoded.text if rendered is None else rendered.text
    facts = () if rendered is None else read_metadata(rendered.tree)
    url = page.url or next((fact.value for fact in facts if fact.key == "url" and domain_of(fact.value)), None)
    given = "\x1f".join(f"{name}={value}" for name, value in page.given)
    article_id = "a" + digest(url or "", page.page_id or "", given, text)
    problems = tuple(_issues(article_id, page, decoded, rendered))
    if not text.strip():
        return None, (*problems, _issue("", page, "no-text", "the page has no visible text; nothing to read"))
    article = Article(
        id=article_id, page=page.digest, path=page.path, text=text, language=identify(text),
        page_id=page.page_id, url=url,
    )  # fmt: skip
    lines = () if rendered is None else _lines(article_id, rendered)
    return article, (*lines, *_metadata(article, page, facts, rendered), *problems)


def _lines(article_id: str, rendered: Rendered) -> tuple[Line, ...]:
    return tuple(
        Line(
            id=f"{article_id}.line.{line.start}-{line.end}",
            article_id=article_id,
            made_by=MADE_BY,
            **line._asdict(),
        )
        for line in rendered.lines
    )


def _metadata(article: Article, page: Page, facts: tuple[Fact, ...], rendered: Rendered | None) -> Iterator[Metadata]:
    stated: list[tuple[str, str, str, int | None]] = []
    names = {"title": "title", "date": "published", "source": "outlet", "author": "author", "section": "section"}
    stated += [(names[name], value, "given", None) for name, value in page.given if name in names]
    stated += [(fact.key, fact.value, fact.place, None) for fact in facts]
    if rendered is not None:
        stated += [
            ("published" if stamp.published else "time", stamp.value, "time", stamp.start) for stamp in rendered.stamps
        ]
    if article.url:
        stated += [("url", article.url, "url", None), ("domain", domain_of(article.url) or "", "url", None)]
    for number, (key, value, place, start) in enumerate(entry for entry in stated if entry[1]):
        yield Metadata(
            id=f"{article.id}.metadata.{number}", article_id=article.id, made_by=MADE_BY,
            key=key, value=value, place=place, start=start,
        )  # fmt: skip


def _issues(article_id: str, page: Page, decoded: Decoded, rendered: Rendered | None) -> Iterator[Issue]:
    if decoded.declared_wrong:
        yield _issue(
            article_id, page, "charset-corrected",
            f"declared as {decoded.declared_wrong}, but the bytes are {decoded.encoding}; read as {decoded.encoding}",
        )  # fmt: skip
    if decoded.replaced:
        yield _issue(
            article_id, page, "bytes-replaced",
            f"{decoded.replaced} bytes are not {decoded.encoding}; each is shown as U+FFFD",
        )  # fmt: skip
    if rendered is not None and rendered.flattened:
        yield _issue(
            article_id, page, "nested-too-deep",
            "the markup is nested deeper than any real page; its tags were set aside and its text kept",
        )  # fmt: skip


def _issue(article_id: str, page: Page, code: str, message: str) -> Issue:
    name = article_id or digest(page.path, page.digest)
    return Issue(
        id=f"{name}.issue.{code}", article_id=article_id, made_by=MADE_BY, code=code, message=message, path=page.path
    )
