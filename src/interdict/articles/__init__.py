"""Evidence from the news: what an article says, who says it, and which listed parties it names.

Everything here is a statement of the news: it can open a review and never changes a legal
status. Names go through the one screening path; see ``docs/articles.md``.
"""
