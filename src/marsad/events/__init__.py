"""Events: what a report tells, with who, where, when, about what, and how it is presented."""
