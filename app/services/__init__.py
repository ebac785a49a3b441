"""The verbs: keyword-only, taking actor, now and gateways. They flush and never commit."""
