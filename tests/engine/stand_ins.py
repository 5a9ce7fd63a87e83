"""Small stages for the engine's tests; a module of its own, so that worker processes can import it."""

import os
import signal
import sys
from pathlib import Path

from marsad.intake.opening import MADE_BY, open_page
from marsad.pipeline import Plan
from marsad.records import Block, Credit, Issue, Metadata, Page, Publication
from marsad.stage import made_by, record_id


class Blocks:
    name, version, reads, writes = "blocks", "1", (Metadata,), (Block,)

    def __call__(self, article, layers):
        if "boom" in article.text:
            raise ValueError("met boom")
        if "die" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        end = len(article.text)
        name = record_id(article, "block", 0, end)
        yield Block(
            id=name, article_id=article.id, made_by=made_by(self), start=0, end=end, kind="paragraph", reason="all"
        )


class Credits:
    name, version, reads, writes = "credits", "1", (Block,), (Credit,)

    def __call__(self, article, layers):
        for n, block in enumerate(layers.of(Block)):
            words = article.text[block.start : block.end].strip()
            name = record_id(article, "credit", n)
            yield Credit(
                id=name, article_id=article.id, made_by=made_by(self), kind="headline", text=words, evidence=""
            )


class NewerCredits(Credits):
    version = "2"


class Days:
    name, version, reads, writes = "days", "1", (), (Publication,)

    def __call__(self, article, layers):
        name, mark = record_id(article, "publication", 0), made_by(self)
        yield Publication(id=name, article_id=article.id, made_by=mark, basis="stated", evidence="", weekday=6)
        yield Issue(id=record_id(article, "issue.days", 0), article_id=article.id, made_by=mark, code="odd", message="")


class CountedDays(Days):
    """Notes every call in the file that MARSAD_TEST_CALLS names."""

    def __call__(self, article, layers):
        with Path(os.environ["MARSAD_TEST_CALLS"]).open("a") as calls:
            calls.write("days\n")
        yield from super().__call__(article, layers)


def plan():
    return Plan(MADE_BY, open_page, (Blocks(),), (Credits(), Days()))


def newer_plan():
    return Plan(MADE_BY, open_page, (Blocks(),), (NewerCredits(), Days()))


def days_first_plan():
    return Plan(MADE_BY, open_page, (CountedDays(), Blocks()), (Credits(),))


def plan_of_one_process(process):
    if os.getpid() != process:
        sys.exit("this plan works in one process only")
    return plan()


def page(words, path="a.txt"):
    """A page of Arabic with some words in it."""
    text = f"قالت البلدية إن العمل في الطريق الجديد بدأ صباح أمس وسط المدينة {words}"
    return Page(path=path, content=text.encode(), media="text")


def pages(number):
    return [page(f"رقم {n}", f"{n}.txt") for n in range(number)]
