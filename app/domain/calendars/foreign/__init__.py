"""Calendar files of others: read by icalendar and recurring-ical-events, entry by entry (ADR 0015).

Whoever can offer a file can write its bytes. So one entry that cannot be read is refused alone, and whoever
calls bounds the work for each (`AtMost`): a rule of one line can repeat for ever.
"""
