"""The sentences of mails that differ from case to case: chosen here by what happened, set by templates."""
