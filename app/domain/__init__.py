"""What Sidestage knows about side events, in plain Python: no Flask, no SQLAlchemy, no clock, no I/O."""
