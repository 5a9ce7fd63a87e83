"""Issues about articles that could not be taken in and stories that could not be compared; neither stops the rest."""

from __future__ import annotations

from marsad.engine.page import told
from marsad.records import Article, Issue, Story, digest


def taking_issue(article: Article, mark: str, error: Exception) -> Issue:
    """An article of which no digest could be made: it stands in a story of its own."""
    message = f"no digest could be made of the article ({told(error)}); it stands alone among the stories"
    return Issue(
        id=f"issue.{digest('article-not-taken-in', article.id, mark)}",
        article_id=article.id,
        made_by=mark,
        code="article-not-taken-in",
        message=message,
        path=article.path,
    )


def story_issue(story: Story, mark: str, error: Exception) -> Issue:
    """A story whose articles could not be compared: it stands without origins and claims."""
    message = f"the articles of story {story.id} could not be compared ({told(error)}); it has no origins and claims"
    return Issue(
        id=f"issue.{digest('story-not-compared', story.id, mark)}",
        article_id=story.article_ids[0],
        made_by=mark,
        code="story-not-compared",
        message=message,
    )
