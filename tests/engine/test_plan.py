import pytest
from stand_ins import Blocks, Credits, Days

from marsad import pipeline
from marsad.errors import PlanError
from marsad.pipeline import article_plan, article_stages, check_plan
from marsad.records import Line, Metadata


def test_the_plan_that_marsad_runs_can_work():
    check_plan(article_stages())
    assert article_plan().marks[0].startswith("opening/")
    assert pipeline.ARTICLE_STAGES == pipeline.INTAKE_STAGES + pipeline.READING_STAGES


def test_a_stage_may_not_read_what_nobody_before_it_writes():
    with pytest.raises(PlanError, match="credits/1 reads Block"):
        check_plan([Credits(), Blocks()])


def test_layers_given_by_the_opening_may_be_read():
    check_plan([Blocks(), Credits(), Days()], given=(Line, Metadata))
    with pytest.raises(PlanError, match="blocks/1 reads Metadata"):
        check_plan([Blocks()], given=(Line,))


def test_a_name_may_not_come_twice():
    with pytest.raises(PlanError, match="two stages are named 'days'"):
        check_plan([Days(), Days()])
