"""The organisers' list of who is coming: approvals, questions, attendance."""

from app.web.registrations import approval_views, list_views, meeting_list_views, person_views, question_views
from app.web.registrations.blueprint import blueprint

__all__ = ["VIEWS", "blueprint"]

VIEWS = (approval_views, list_views, meeting_list_views, person_views, question_views)
"""Importing them attaches them."""
