"""Fair hours for people in many zones (row T10): times.py answers, docs/fair-hours.md tells the measure."""
